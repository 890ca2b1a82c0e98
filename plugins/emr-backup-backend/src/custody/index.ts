export type { CustodyFacts } from './custodyFacts';
export { CustodyStore } from './CustodyStore';
export { CustodyDesk } from './CustodyDesk';
