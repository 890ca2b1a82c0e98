export { Observer } from './Observer';
export {
  ObservationStore,
  type CopyFacts,
  type ObservedArtifact,
} from './ObservationStore';
