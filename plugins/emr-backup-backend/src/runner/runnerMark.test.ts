import os from 'node:os';
import { isProcessGone, isRunnerDead, makeRunnerMark } from './runnerMark';

const now = new Date('2026-11-22T12:00:00.000Z');
const silentFor = (seconds: number) => ({
  at: new Date(now.getTime() - seconds * 1000).toISOString(),
  now,
});
const own = makeRunnerMark();
const here = own.split('/')[3];

describe('whether a runner is dead', () => {
  it.each([
    ['this process that beats', own, 1, false],
    ['this process when its drill is silent', own, 9999, true],
    [
      'an earlier start with our process id',
      `${os.hostname()}/${process.pid}/x/${here}`,
      0,
      true,
    ],
    [
      'a process of this host that is gone',
      `${os.hostname()}/4194999/x/${here}`,
      0,
      true,
    ],
    [
      'a container of the same name, whose process ids are not ours',
      `${os.hostname()}/4194999/x/elsewhere`,
      0,
      false,
    ],
    [
      'a living process of this host',
      `${os.hostname()}/${process.ppid}/x/${here}`,
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

  it('is told sooner where the site says so', () => {
    const heartbeat = { ...silentFor(10), lostAfterSeconds: 5 };
    expect(isRunnerDead('elsewhere/1/x', own, heartbeat)).toBe(true);
    expect(isProcessGone('elsewhere/1/x')).toBe(false);
  });
});
