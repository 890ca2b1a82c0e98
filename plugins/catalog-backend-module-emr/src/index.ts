/**
 * The catalog kinds Clinic, EmrServer, BackupJob and Vendor.
 *
 * @packageDocumentation
 */
export { EmrKindsProcessor } from './EmrKindsProcessor';
export { catalogModuleEmr, catalogModuleEmr as default } from './module';
export {
  emrEntityProblems,
  type EmrEntityProblem,
} from './validation/emrEntityProblems';
