import { timeTicks } from './timeTicks';

describe('timeTicks', () => {
  it.each([
    [0, [0, 1]],
    [3.2, [0, 1, 2, 3, 4]],
    [361, [0, 120, 240, 360, 480]],
    [7200, [0, 1800, 3600, 5400, 7200]],
    [10 * 86_400, [0, 259_200, 518_400, 777_600, 1_036_800]],
  ])('marks %d seconds in steps people count in', (longest, ticks) => {
    expect(timeTicks(longest)).toEqual(ticks);
  });
});
