import { InputError, NotFoundError } from '@backstage/errors';
import type {
  CustodyLog,
  RecordCustody,
} from '@emr-backup/plugin-emr-backup-common';
import { DateTime } from 'luxon';
import type { InventoryStore, KnownJob } from '../inventory';
import type { CustodyStore } from './CustodyStore';

/** The clock of whoever writes the entry may be ahead of ours by so much. */
const CLOCK_SECONDS = 300;

/** Where hand-overs of carried media are read and written down. */
export class CustodyDesk {
  constructor(
    private readonly options: {
      custody: CustodyStore;
      inventory: InventoryStore;
    },
  ) {}

  async log(jobRef: string, now: Date): Promise<CustodyLog> {
    return this.#logOf(await this.#job(jobRef), now);
  }

  async record(
    jobRef: string,
    entry: RecordCustody,
    options: { recordedBy: string; now: Date },
  ): Promise<CustodyLog> {
    const job = await this.#job(jobRef);
    refuseUnknownCopy(job, entry);
    const at = instantOf(entry.at, job, options.now);
    await this.options.custody.add(jobRef, { ...entry, at }, options);
    return this.#logOf(job, options.now);
  }

  async #logOf(job: KnownJob, now: Date): Promise<CustodyLog> {
    const { custody } = this.options;
    const facts = (await custody.facts([job], now)).get(job.ref) ?? [];
    const due = facts.flatMap(copy => copy?.nextDueAt ?? []).sort();
    return {
      items: await custody.list(job.ref),
      nextDueAt: due[0] ?? null,
      missed: facts.some(copy => Boolean(copy?.missedSince)),
    };
  }

  async #job(ref: string): Promise<KnownJob> {
    const job = await this.options.inventory.job(ref);
    if (!job) throw new NotFoundError(`There is no backup job "${ref}".`);
    return job;
  }
}

function refuseUnknownCopy(job: KnownJob, { store }: RecordCustody): void {
  const carried = job.spec.copies
    .filter(copy => copy.custody)
    .map(copy => copy.store);
  if (carried.length === 0)
    throw new InputError(
      `No copy of the backup job "${job.title}" is carried by hand; its catalog entry says so with spec.copies[].custody.`,
    );
  if (store !== undefined && !carried.includes(store))
    throw new InputError(
      `"store" is "${store}"; the carried copies of the backup job "${
        job.title
      }" are in ${carried.join(', ')}.`,
    );
}

function instantOf(at: string | undefined, job: KnownJob, now: Date): string {
  if (at === undefined) return now.toISOString();
  const instant = DateTime.fromISO(at, { zone: job.timezone });
  if (!instant.isValid)
    throw new InputError(
      `"at" is "${at}"; it must be a time such as 2026-11-20T18:00.`,
    );
  if (instant.toMillis() > now.getTime() + CLOCK_SECONDS * 1000)
    throw new InputError(
      `"at" is "${at}"; a hand-over is written down once it has happened, not before.`,
    );
  return instant.toUTC().toJSDate().toISOString();
}
