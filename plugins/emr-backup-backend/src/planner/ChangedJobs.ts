import type { Knex } from 'knex';
import { toInstant } from '../time';

/** Clocks of replicas differ, and what was written may be read a moment later. */
const OVERLAP_MS = 2 * 60_000;
/**
 * Jobs worked out in one tick, of those that are new and of the others each.
 * More would make ticks long when a night's backups of a whole fleet are seen
 * at once; fewer would leave the last of 20,000 waiting for more than a
 * quarter of an hour.
 */
const AT_ONCE = 400;
/** Every job is looked at so often, whatever happened. */
const SWEEP_MS = 3_600_000;
/** Before every instant. */
const NEVER = '';

/**
 * Finds the jobs whose next drill has to be worked out again, with a fixed
 * number of statements. What changed is noted in the timetable itself, so that
 * a whole fleet that changes at once is worked out over some ticks, and by
 * whoever plans then.
 */
export class ChangedJobs {
  static create(knex: Knex): ChangedJobs {
    return new ChangedJobs(knex);
  }

  private constructor(private readonly knex: Knex) {}

  /** Notes the jobs something happened to since an instant. */
  async note(since: Date): Promise<void> {
    await this.#unnoted()
      .whereIn('job_ref', this.#touched(since))
      .update({ worked_out_at: NEVER });
  }

  /** Notes jobs nobody could drill; another runner or another configuration may change that. */
  async noteBlocked(): Promise<void> {
    await this.#unnoted()
      .where('state', 'blocked')
      .update({ worked_out_at: NEVER });
  }

  /** What is worked out in this tick: jobs never seen before, noted ones and those that were not looked at for long. */
  async next(now: Date): Promise<string[]> {
    return [
      ...new Set([...(await this.#unknown()), ...(await this.#old(now))]),
    ];
  }

  #unnoted(): Knex.QueryBuilder {
    return this.knex('emr_schedules').whereNot('worked_out_at', NEVER);
  }

  #touched(since: Date): Knex.QueryBuilder {
    const at = toInstant(since.getTime() - OVERLAP_MS);
    return (
      this.knex('emr_drills')
        .where('ended_at', '>=', at)
        .select('job_ref')
        // Not `union`: to leave out what is named twice, SQLite would read all drills and backups in the order of their jobs.
        .unionAll([
          this.knex('emr_artifacts')
            .where('first_seen_at', '>=', at)
            .select('job_ref'),
          this.knex('emr_artifacts')
            .where('gone_at', '>=', at)
            .select('job_ref'),
          this.knex('emr_drill_holds')
            .where('set_at', '>=', at)
            .select('job_ref'),
          this.knex('emr_drill_holds')
            .where('ended_at', '>=', at)
            .select('job_ref'),
        ])
    );
  }

  async #unknown(): Promise<string[]> {
    const rows: { ref: string }[] = await this.knex('emr_jobs as job')
      .leftJoin('emr_schedules as entry', 'entry.job_ref', 'job.ref')
      .whereNull('job.gone_at')
      .where(query =>
        query
          .whereNull('entry.job_ref')
          .orWhereRaw(
            "coalesce(entry.fingerprint, '') <> coalesce(job.fingerprint, '')",
          ),
      )
      .limit(AT_ONCE)
      .select('job.ref');
    return rows.map(row => row.ref);
  }

  async #old(now: Date): Promise<string[]> {
    const rows: { job_ref: string }[] = await this.knex('emr_schedules')
      .where('worked_out_at', '<', toInstant(now.getTime() - SWEEP_MS))
      .orderBy('worked_out_at')
      .limit(AT_ONCE)
      .select('job_ref');
    return rows.map(row => row.job_ref);
  }
}
