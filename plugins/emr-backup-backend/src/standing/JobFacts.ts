import type { KnownJob } from '../inventory';
import type { DrillFacts } from '../drills';
import type { CopyFacts, ObservedArtifact } from '../observation';

/** Everything a job's standing is judged by. */
export interface JobFacts {
  job: KnownJob;
  /** In the order of the entity's `spec.copies`; one that was never looked at has no facts. */
  copies: (CopyFacts | undefined)[];
  drills: DrillFacts;
  /** What app-config or the entity lacks, one sentence each. */
  problems: { code: string; message: string }[];
}

/** Which copy is drilled and decides the backup age: the first one off site, else the first. */
export function drilledCopyIndex(job: Pick<KnownJob, 'spec'>): number {
  const offsite = job.spec.copies.findIndex(copy => copy.offsite);
  return Math.max(offsite, 0);
}

export const drilledCopy = (facts: JobFacts): CopyFacts | undefined =>
  facts.copies[drilledCopyIndex(facts.job)];

/** The newest artifact of the drilled copy when it holds nothing. */
export function hollowNewest(facts: JobFacts): ObservedArtifact | null {
  const newest = drilledCopy(facts)?.newest;
  return newest?.hollow ? newest : null;
}
