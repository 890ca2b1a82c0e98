export * from './types';
export { surveyArtifact } from './survey/surveyArtifact';
export { writePaced, type PacedSink } from './backpressure';
export { openLeaf } from './openLeaf';
export { stageTree } from './stageTree';
