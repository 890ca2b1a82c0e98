export * from './faults';
export * from './Artifact';
export * from './BackupStore';
export * from './RestoreEngine';
export * from './Profile';
export * from './Check';
export * from './DocumentIndex';
