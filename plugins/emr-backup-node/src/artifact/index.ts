export { takenAtFromName } from './takenAt';
export { groupArtifacts } from './groupArtifacts';
export { localArtifact } from './localArtifact';
export type { RecognisedArtifact } from './RecognisedArtifact';
