export { Observer } from './Observer';
export { ObservationStore } from './ObservationStore';
export { RECENT, type CopyFacts, type ObservedArtifact } from './CopyFacts';
export { graceSeconds, LookRhythm } from './lookRhythm';
export { backupGaps } from './gaps';
