import { inTurns, type LongWork } from './inTurns';

describe('long work', () => {
  it('lets others have their turn, and comes to its end', async () => {
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 1);
    /** Stops when others had their turn, or was in their way for long enough to say that they have none. */
    function* work(): LongWork<number> {
      const until = Date.now() + 10_000;
      while (turns < 3 && Date.now() < until) yield;
      return turns;
    }
    try {
      expect(await inTurns(work())).toBeGreaterThanOrEqual(3);
    } finally {
      clearInterval(others);
    }
  });

  it('that fails, fails for whoever asked', async () => {
    // eslint-disable-next-line require-yield -- fails before it could
    function* work(): LongWork<number> {
      throw new Error('no');
    }
    await expect(inTurns(work())).rejects.toThrow('no');
  });
});
