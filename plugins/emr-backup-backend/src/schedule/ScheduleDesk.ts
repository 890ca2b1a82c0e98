import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  DrillPolicy,
  DrillSchedule,
} from '@emr-backup/plugin-emr-backup-common';
import { DateTime } from 'luxon';
import type { DrillDesk } from '../drills';
import type { InventoryStore, KnownJob } from '../inventory';
import { DEFAULT_POOL } from '../runner';
import {
  drillBasis,
  drillDueAt,
  drillZone,
  plannedDrill,
  rhythmWords,
  skipInForce,
  type JobFacts,
  type JobReader,
} from '../standing';
import type { HoldStore } from './HoldStore';

/** A person who changes a schedule, with what they say. */
export interface ScheduleChange {
  by: string;
  reason: string;
  now: Date;
}

/** Where people look at a job's schedule and hold it. */
export class ScheduleDesk {
  constructor(
    private readonly options: {
      inventory: InventoryStore;
      jobs: JobReader;
      holds: HoldStore;
      desk: DrillDesk;
    },
  ) {}

  async schedule(jobRef: string, now: Date): Promise<DrillSchedule> {
    return scheduleOf(await this.#facts(jobRef), now);
  }

  /** No scheduled drill begins until then, or until somebody resumes. One that runs goes on. */
  async pause(
    jobRef: string,
    { by, reason, now, until }: ScheduleChange & { until?: string },
  ): Promise<DrillSchedule> {
    const facts = await this.#facts(jobRef);
    const ends = until === undefined ? null : instantOf(until, facts.job, now);
    await this.options.holds.set(
      jobRef,
      { kind: 'pause', by, reason, until: ends, dueAt: null },
      now,
    );
    await this.#callOff(facts, now);
    return this.schedule(jobRef, now);
  }

  /** Ends a pause, and takes a skip back. */
  async resume(jobRef: string, by: string, now: Date): Promise<DrillSchedule> {
    await this.#facts(jobRef);
    await this.options.holds.end(jobRef, by, now);
    return this.schedule(jobRef, now);
  }

  /** Leaves out the next scheduled drill; said twice, the two next ones. */
  async skip(
    jobRef: string,
    { by, reason, now }: ScheduleChange,
  ): Promise<DrillSchedule> {
    const facts = await this.#facts(jobRef);
    const due = drillDueAt(facts.job, drillBasis(facts));
    if (due === null)
      throw new ConflictError(
        `No drill of "${facts.job.title}" is due by its rhythm; there is none to skip.`,
      );
    const dueAt = new Date(Math.max(due.getTime(), now.getTime()));
    await this.options.holds.set(
      jobRef,
      { kind: 'skip', by, reason, until: null, dueAt },
      now,
    );
    await this.#callOff(facts, now);
    return this.schedule(jobRef, now);
  }

  /** A scheduled drill that still waits is taken back; one that somebody asked for stays. */
  async #callOff({ drills }: JobFacts, now: Date): Promise<void> {
    const { active } = drills;
    if (active?.state === 'queued' && active.startedBy === 'schedule')
      await this.options.desk.cancel(active.id, now);
  }

  async #facts(jobRef: string): Promise<JobFacts> {
    const { inventory, jobs } = this.options;
    const job = await inventory.job(jobRef);
    if (!job) throw new NotFoundError(`There is no backup job "${jobRef}".`);
    return (await jobs.facts([job]))[0];
  }
}

function scheduleOf(facts: JobFacts, now: Date): DrillSchedule {
  const { job, schedule } = facts;
  const basis = drillBasis(facts);
  const skipped = skipInForce(basis);
  const policy = job.spec.drill;
  return {
    rhythm: rhythmWords(policy),
    policy: rhythmParts(policy),
    from: job.drillFrom ?? 'entity',
    window: policy?.window ?? null,
    timezone: drillZone(job),
    pool: policy?.pool ?? DEFAULT_POOL,
    nextDrillAt: plannedDrill(facts, now)?.toISOString() ?? null,
    paused: schedule?.holds.paused ?? null,
    skipped: skipped && {
      by: skipped.by,
      at: skipped.at,
      reason: skipped.reason,
      // It has done its work when the rhythm comes round again.
      until: drillDueAt(job, basis)?.toISOString() ?? null,
    },
  };
}

/** What the page composes the rhythm of, in its reader's language. */
function rhythmParts(policy: DrillPolicy = {}): DrillSchedule['policy'] {
  const { every, cron, after, spacing, pick, within } = policy;
  return { every, cron, after, spacing, pick, within };
}

/** A day alone begins in the zone of the clinic. */
function instantOf(until: string, job: KnownJob, now: Date): Date {
  const at = DateTime.fromISO(until, { zone: job.timezone });
  if (!at.isValid)
    throw new InputError(
      `"until" is "${until}"; it must be a time such as 2026-12-01T08:00:00Z or a day such as 2026-12-01.`,
    );
  if (at.toMillis() <= now.getTime())
    throw new InputError(`"until" is "${until}", which has passed already.`);
  return at.toJSDate();
}
