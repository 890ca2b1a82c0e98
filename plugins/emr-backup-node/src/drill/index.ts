export * from './types';
export { reapScratch, type ReapResult } from './reapScratch';
