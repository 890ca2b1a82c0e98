export * from './types';
export { runDrill } from './runDrill';
export { reapScratch, type ReapResult } from './reapScratch';
