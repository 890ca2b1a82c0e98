/** Steps that people count time in, in seconds. */
const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600,
  43_200, 86_400,
];

const MOST_STEPS = 4;

/** Marks of a time axis from zero to at least `longest` seconds, in steps one can read. */
export function timeTicks(longest: number): number[] {
  const step =
    STEPS.find(known => longest / known <= MOST_STEPS) ??
    Math.ceil(longest / MOST_STEPS / 86_400) * 86_400;
  const count = Math.max(1, Math.ceil(longest / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
