/** How many letters must change to turn one word into the other. */
const distance = (from: string, to: string): number => {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const change = from[row - 1] === to[column - 1] ? 0 : 1;
      current.push(
        Math.min(
          previous[column] + 1,
          current[column - 1] + 1,
          previous[column - 1] + change,
        ),
      );
    }
    previous = current;
  }
  return previous[to.length];
};

/**
 * The allowed name someone most likely meant, or none when nothing is close:
 * a far-fetched suggestion misleads more than a plain list helps.
 */
export const nearestName = (
  name: string,
  allowed: readonly string[],
): string | undefined => {
  const farthest = Math.max(2, Math.floor(name.length / 3));
  const folded = name.toLocaleLowerCase('en-US');
  return allowed
    .map(candidate => ({
      candidate,
      steps: distance(folded, candidate.toLocaleLowerCase('en-US')),
    }))
    .filter(
      ({ candidate, steps }) => steps <= farthest && steps < candidate.length,
    )
    .sort((left, right) => left.steps - right.steps)[0]?.candidate;
};
