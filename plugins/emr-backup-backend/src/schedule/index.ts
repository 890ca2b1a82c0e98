export { HoldStore } from './HoldStore';
export { ScheduleDesk } from './ScheduleDesk';
export { readScheduleFacts } from './scheduleFacts';
