import { useEffect, useState } from 'react';

/** As many as fit on a screen below the totals and filters. */
const FIRST = 9;
/** The others in two parts: whoever presses something meanwhile does not wait for all of them. More parts take longer: a row more makes every row look around. */
const NEXT = 21;
/** Enough for the browser to paint what came before and to answer; they are below the edge of the screen, where nobody sees the gap. */
const PAUSE_MS = 150;

/** The rows of the first screen at once, the others when those are painted: a table of fifty takes its time. */
export function useRowsInTurn<T>(rows: T[]): T[] {
  const [shown, setShown] = useState(FIRST);
  const more = shown < rows.length;
  useEffect(() => {
    if (!more) return undefined;
    const timer = setTimeout(() => setShown(shown + NEXT), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [more, shown]);
  return more ? rows.slice(0, shown) : rows;
}
