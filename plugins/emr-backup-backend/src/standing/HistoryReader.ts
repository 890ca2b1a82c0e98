import { InputError, NotFoundError } from '@backstage/errors';
import type {
  BackupCopy,
  BackupHistory,
} from '@emr-backup/plugin-emr-backup-common';
import type { InventoryStore, KnownJob } from '../inventory';
import { backupGaps, type ObservationStore } from '../observation';
import { toInstant } from '../time';
import { drilledCopyIndex } from './JobFacts';

/** Answers which backups lay where, and which were missed. */
export class HistoryReader {
  constructor(
    private readonly options: {
      inventory: InventoryStore;
      observations: ObservationStore;
    },
  ) {}

  async history(
    jobRef: string,
    query: { store?: string; days: number; limit: number; offset: number },
    now: Date,
  ): Promise<BackupHistory> {
    const { inventory, observations } = this.options;
    const job = await inventory.job(jobRef);
    if (!job) throw new NotFoundError(`There is no backup job "${jobRef}".`);
    const copy = copyOf(job, query.store);
    if (!copy) return { items: [], totalItems: 0, gaps: [] };
    const key = { jobRef, store: copy.store, path: copy.path };
    const since = toInstant(now.getTime() - query.days * 86_400_000);
    const { limit, offset } = query;
    const page = await observations.history({ ...key, since, limit, offset });
    const known = (await observations.copies([jobRef])).find(
      ({ store, path }) => store === copy.store && path === copy.path,
    );
    const backups = await observations.takenIn(key, since);
    const firstObservedAt = beginning(known?.firstObservedAt, backups, since);
    return {
      ...page,
      gaps: backupGaps(job, { firstObservedAt, backups }, now),
    };
  }
}

/** When gaps begin to count: the first look, or the last backup before the days that are asked for. */
function beginning(
  firstObservedAt: string | null | undefined,
  backups: readonly { takenAt: string }[],
  since: string,
): string | null {
  if (!firstObservedAt) return null;
  const before = backups.find(({ takenAt }) => takenAt < since)?.takenAt;
  return before && before > firstObservedAt ? before : firstObservedAt;
}

/** The drilled copy, unless another store is asked for. */
function copyOf(job: KnownJob, store?: string): BackupCopy | undefined {
  const { copies } = job.spec;
  if (store === undefined) return copies[drilledCopyIndex(job)];
  const copy = copies.find(candidate => candidate.store === store);
  if (!copy)
    throw new InputError(
      `"store" is "${store}"; the copies of the backup job "${
        job.title
      }" are in ${copies.map(known => known.store).join(', ') || 'no store'}.`,
    );
  return copy;
}
