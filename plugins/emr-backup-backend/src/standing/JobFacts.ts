import type { BackupCopy } from '@emr-backup/plugin-emr-backup-common';
import type { CustodyFacts } from '../custody';
import type { KnownJob } from '../inventory';
import type { DrillFacts } from '../drills';
import type { CopyFacts, ObservedArtifact } from '../observation';
import type { JobHolds } from './drillPolicy';

/** What else decides when a job's next drill starts. */
export interface ScheduleFacts {
  holds: JobHolds;
  notBefore: string | null;
}

/** Everything a job's standing is judged by. */
export interface JobFacts {
  job: KnownJob;
  /** In the order of the entity's `spec.copies`; one that was never looked at has no facts. */
  copies: (CopyFacts | undefined)[];
  /** In the same order; null for a copy nobody carries. */
  custody: (CustodyFacts | null)[];
  drills: DrillFacts;
  /** What app-config or the entity lacks, one sentence each. */
  problems: { code: string; message: string }[];
  /** What people said about its drills, and its turn when missed ones are caught up. */
  schedule?: ScheduleFacts;
}

/** A replica or mirror is no backup. */
export const isBackup = (copy: Pick<BackupCopy, 'role'>): boolean =>
  (copy.role ?? 'backup') === 'backup';

/**
 * Which copy is drilled and decides the backup age: the first backup off site,
 * else the first. One that is carried by hand comes last: it is out of reach
 * most of the time. -1 when none of the copies is a backup.
 */
export function drilledCopyIndex(job: Pick<KnownJob, 'spec'>): number {
  const { copies } = job.spec;
  const find = (wanted: (copy: BackupCopy) => boolean) =>
    copies.findIndex(copy => isBackup(copy) && wanted(copy));
  const choices = [
    find(copy => Boolean(copy.offsite) && !copy.custody),
    find(copy => !copy.custody),
    find(copy => Boolean(copy.offsite)),
    find(() => true),
  ];
  return choices.find(index => index >= 0) ?? -1;
}

export const drilledCopy = (facts: JobFacts): CopyFacts | undefined =>
  facts.copies[drilledCopyIndex(facts.job)];

/** The newest artifact of the drilled copy when it holds nothing. */
export function hollowNewest(facts: JobFacts): ObservedArtifact | null {
  const newest = drilledCopy(facts)?.newest;
  return newest?.hollow ? newest : null;
}
