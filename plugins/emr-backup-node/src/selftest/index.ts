export { runSelfTest } from './runSelfTest';
export type { SelfTestReport, SelfTestResult } from './types';
