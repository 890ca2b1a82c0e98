import type { JobFacts } from '../standing';

/**
 * Notices drills that passed since the last look, wherever they ran. What
 * passed before this process began is not news.
 */
export class DrillWatch {
  #known: Map<string, string | undefined> | undefined;

  /** Refs of the jobs whose drill passed since. */
  passedSince(facts: readonly JobFacts[]): string[] {
    const before = this.#known;
    this.#known = new Map(
      facts.map(({ job, drills }) => [job.ref, drills.passed?.id]),
    );
    return [...this.#known].flatMap(([ref, id]) =>
      before && id !== undefined && before.get(ref) !== id ? [ref] : [],
    );
  }
}
