import { useCallback, useEffect, useRef, useState } from 'react';
import { toError } from '@backstage/errors';

/** What a page knows of something it reads again and again. */
export interface Reading<T> {
  /** The newest answer; kept while the next one is on its way. */
  value: T | undefined;
  /** When the value was read, in milliseconds; undefined before. */
  readAt: number | undefined;
  /** Why the newest attempt failed; an older value may still be there. */
  problem: Error | undefined;
  /** True until the first answer to this question, good or bad. */
  pending: boolean;
  reload(): void;
}

export interface ReadingOptions<T> {
  /** Another key is another question: the old answer is forgotten unless `keep` is set. */
  key: string;
  read(): Promise<T>;
  /** Ask again after this many milliseconds; null asks once. */
  everyMs?: number | null | ((value: T | undefined) => number | null);
  /** Keep showing the answer to the previous question until the next one is there. */
  keep?: boolean;
}

/** Reads now, on `reload`, and every so often while the page is visible. */
export function useReading<T>(options: ReadingOptions<T>): Reading<T> {
  const { key, everyMs = null, keep = false } = options;
  const [state, setState] = useState<{
    key: string;
    value?: T;
    readAt?: number;
    problem?: Error;
  }>({ key: '' });
  const [round, setRound] = useState(0);
  const read = useRef(options.read);
  read.current = options.read;

  useEffect(() => {
    let current = true;
    read.current().then(
      value => current && setState({ key, value, readAt: Date.now() }),
      problem =>
        current &&
        setState(before => ({
          key,
          ...(before.key === key || keep
            ? { value: before.value, readAt: before.readAt }
            : {}),
          problem: toError(problem),
        })),
    );
    return () => {
      current = false;
    };
  }, [key, keep, round]);

  const answered = state.key === key;
  const shown = answered || keep;
  const value = shown ? state.value : undefined;
  const delay = typeof everyMs === 'function' ? everyMs(value) : everyMs;
  const reload = useCallback(() => setRound(before => before + 1), []);

  useEffect(() => {
    if (!delay) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, delay);
    return () => clearInterval(timer);
  }, [delay, reload]);

  return {
    value,
    readAt: shown ? state.readAt : undefined,
    problem: answered ? state.problem : undefined,
    pending: !answered,
    reload,
  };
}
