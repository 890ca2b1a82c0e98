/**
 * Contracts for stores, engines, profiles and checks, and the drill pipeline
 * of EMR Backup.
 *
 * @packageDocumentation
 */
export * from './contracts';
export * from './profile';
export * from './drill';
export * from './open';
export * from './artifact';
export * from './selftest';
export * from './extensionPoints';
export * from './store';
export * from './conformance';
