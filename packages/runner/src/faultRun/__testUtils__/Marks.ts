import { appendFileSync, readFileSync } from 'node:fs';

/** One line of the file that no process can take back. */
export type Mark =
  | { kind: 'begin' | 'end'; at: number; pid: number; drill: string }
  | { kind: 'killed' | 'frozen'; at: number; pid: number };

/** A scratch server of a drill, from its start to its end. */
export interface Attempt {
  drill: string;
  pid: number;
  from: number;
  to: number;
  /** What ended it. */
  by: 'itself' | 'killed' | 'frozen';
}

/**
 * What really ran, told by an append-only file beside all databases: whether
 * two attempts overlapped must not be asked of what is under test.
 */
export class Marks {
  constructor(private readonly file: string) {}

  add(mark: Mark): void {
    appendFileSync(this.file, `${JSON.stringify(mark)}\n`);
  }

  /** The process died or stood still: from here on it does nothing. */
  stopped(kind: 'killed' | 'frozen', pid: number): void {
    this.add({ kind, at: Date.now(), pid });
  }

  /** Drills that a process restores at this moment. */
  running(pid: number): string[] {
    return this.attempts()
      .filter(attempt => attempt.pid === pid && attempt.to === Infinity)
      .map(attempt => attempt.drill);
  }

  attempts(): Attempt[] {
    const attempts: Attempt[] = [];
    for (const mark of this.#read()) {
      if (mark.kind === 'begin') {
        const { drill, pid, at } = mark;
        attempts.push({ drill, pid, from: at, to: Infinity, by: 'itself' });
        continue;
      }
      for (const attempt of attempts) {
        if (attempt.to !== Infinity || attempt.pid !== mark.pid) continue;
        if (mark.kind === 'end' && attempt.drill !== mark.drill) continue;
        attempt.to = mark.at;
        attempt.by = mark.kind === 'end' ? 'itself' : mark.kind;
      }
    }
    return attempts;
  }

  #read(): Mark[] {
    return readFileSync(this.file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));
  }
}

/** Pairs of attempts of one backup job that ran at the same time. */
export function overlaps(
  attempts: readonly Attempt[],
  jobOf: (drill: string) => string | undefined,
): [Attempt, Attempt][] {
  const pairs: [Attempt, Attempt][] = [];
  attempts.forEach((one, index) => {
    for (const other of attempts.slice(index + 1))
      if (
        jobOf(one.drill) === jobOf(other.drill) &&
        one.from < other.to &&
        other.from < one.to
      )
        pairs.push([one, other]);
  });
  return pairs;
}
