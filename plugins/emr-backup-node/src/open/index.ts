export * from './types';
export { surveyArtifact } from './survey/surveyArtifact';
export { openLeaf } from './openLeaf';
export { stageTree } from './stageTree';
