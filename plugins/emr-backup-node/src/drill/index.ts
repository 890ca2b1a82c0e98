export * from './types';
export { runDrill } from './runDrill';
export { reapScratch, type ReapResult } from './reapScratch';
export { endingWithUs, type ServerCommand } from './endingWithUs';
