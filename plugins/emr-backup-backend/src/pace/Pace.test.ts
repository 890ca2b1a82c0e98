import { Pace } from './Pace';

/** Keeps the process to itself. */
function hold(ms: number) {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('the pace of a round', () => {
  it('gives others a turn after each moment of work', async () => {
    const pace = new Pace();
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 1);
    try {
      for (let step = 1; step <= 3; step += 1) {
        hold(20);
        await pace.rest();
        expect(turns).toBeGreaterThanOrEqual(step);
      }
    } finally {
      clearInterval(others);
    }
  });

  it('does not rest after a step that took no time', async () => {
    // The clock stands still, also on a machine that does.
    const clock = jest.spyOn(performance, 'now').mockReturnValue(1000);
    try {
      const pace = new Pace();
      let others = false;
      setImmediate(() => {
        others = true;
      });
      await pace.rest();
      expect(others).toBe(false);
    } finally {
      clock.mockRestore();
    }
  });
});
