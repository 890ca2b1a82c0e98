export { SelfTestCandidates } from './SelfTestCandidates';
export { SelfTestDesk } from './SelfTestDesk';
export { SelfTestRunner, type RunSelfTest } from './SelfTestRunner';
export { SelfTestStore } from './SelfTestStore';
