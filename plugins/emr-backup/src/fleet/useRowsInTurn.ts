import { useEffect, useState } from 'react';

/** More than fit on a screen. */
const FIRST = 14;
/** Enough for the browser to paint; longer, and somebody who scrolls at once sees the end of the page. */
const PAUSE_MS = 30;

/** The rows of the first screen at once, the others when those are painted: a table of fifty takes its time. */
export function useRowsInTurn<T>(rows: T[]): T[] {
  const [all, setAll] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAll(true), PAUSE_MS);
    return () => clearTimeout(timer);
  }, []);
  return all ? rows : rows.slice(0, FIRST);
}
