export { Rounds } from './Rounds';
export { SelfTestRound } from './SelfTestRound';
