/**
 * Kinds, refs, permissions, API contract and client of EMR Backup.
 *
 * @packageDocumentation
 */
export * from './kinds';
export * from './report';
export * from './api';
export * from './permissions';
