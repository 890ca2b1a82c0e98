import os from 'node:os';
import { isRunnerDead, makeRunnerMark } from './runnerMark';

const now = new Date('2026-11-22T12:00:00.000Z');
const silentFor = (seconds: number) => ({
  at: new Date(now.getTime() - seconds * 1000).toISOString(),
  now,
});
const own = makeRunnerMark();

describe('whether a runner is dead', () => {
  it.each([
    ['this process', own, 9999, false],
    [
      'an earlier start with our process id',
      `${os.hostname()}/${process.pid}/x`,
      0,
      true,
    ],
    [
      'a process of this host that is gone',
      `${os.hostname()}/4194999/x`,
      0,
      true,
    ],
    [
      'a living process of this host',
      `${os.hostname()}/${process.ppid}/x`,
      1,
      false,
    ],
    ['another host that spoke lately', 'elsewhere/1/x', 10, false],
    ['another host that is silent', 'elsewhere/1/x', 121, true],
  ])('%s', (_, mark, silence, dead) => {
    expect(isRunnerDead(mark, own, silentFor(silence))).toBe(dead);
  });

  it('is told by silence alone when it never spoke', () => {
    expect(isRunnerDead('elsewhere/1/x', own, { at: null, now })).toBe(true);
  });
});
