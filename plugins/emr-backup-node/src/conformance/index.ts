export {
  backupStoreConformance,
  type BackupStoreConformance,
  type ConformanceCase,
} from './backupStoreConformance';
export type { ConformanceFile, StoreUnderTest } from './StoreUnderTest';
