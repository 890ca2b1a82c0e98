export { inTurns, type LongWork } from './inTurns';
export { Pace } from './Pace';
