import { useLater } from './useLater';

/** As many as fit on a screen below the totals and filters. */
const FIRST = 9;

/** The rows of the first screen at once, the others when those are painted: a table of fifty takes its time. */
export function useRowsInTurn<T>(rows: T[]): T[] {
  return useLater() ? rows : rows.slice(0, FIRST);
}
