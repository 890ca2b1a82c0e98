export { DrillStore, type DrillFacts } from './DrillStore';
export {
  DrillLedger,
  type ClaimedDrill,
  type DrillEnding,
  type DrillSubject,
} from './DrillLedger';
export { DrillDesk } from './DrillDesk';
export { appendLog } from './drillLogRows';
export { OperatorRecords } from './OperatorRecords';
export { drillOutcomes } from './drillOutcomes';
export { waitingPhases, type DrillRow } from './drillRow';
