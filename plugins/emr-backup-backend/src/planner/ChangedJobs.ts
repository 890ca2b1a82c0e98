import type { Knex } from 'knex';
import { toInstant } from '../time';

/** Clocks of replicas differ, and what was written may be read a moment later. */
const OVERLAP_MS = 2 * 60_000;
/** New and changed jobs looked at in one tick; a whole fleet that is new takes a few ticks. */
const NEW_AT_ONCE = 400;
/** Every job is looked at so often, whatever happened. */
const SWEEP_MS = 3_600_000;
/** Of these so many in one tick, so that no tick is long. */
const SWEPT_AT_ONCE = 200;

/** Finds the jobs whose next drill has to be worked out again, with a fixed number of statements. */
export class ChangedJobs {
  static create(knex: Knex): ChangedJobs {
    return new ChangedJobs(knex);
  }

  private constructor(private readonly knex: Knex) {}

  /** Everything that may have changed since an instant; null: only what was never worked out. */
  async find(since: Date | null, now: Date): Promise<string[]> {
    const found = new Set([
      ...(since ? await this.#touched(since) : []),
      ...(await this.#unknown()),
      ...(await this.#longAgo(now)),
    ]);
    return [...found];
  }

  /** Jobs nobody could drill; another runner or another configuration may change that. */
  async blocked(): Promise<string[]> {
    const rows = await this.knex('emr_schedules')
      .where('state', 'blocked')
      .select('job_ref');
    return rows.map(row => row.job_ref);
  }

  async #touched(since: Date): Promise<string[]> {
    const at = toInstant(since.getTime() - OVERLAP_MS);
    const rows: { job_ref: string }[] = await this.knex('emr_drills')
      .where('ended_at', '>=', at)
      .select('job_ref')
      .union([
        this.knex('emr_artifacts')
          .where('first_seen_at', '>=', at)
          .select('job_ref'),
        this.knex('emr_artifacts').where('gone_at', '>=', at).select('job_ref'),
        this.knex('emr_drill_holds')
          .where('set_at', '>=', at)
          .select('job_ref'),
        this.knex('emr_drill_holds')
          .where('ended_at', '>=', at)
          .select('job_ref'),
      ]);
    return rows.map(row => row.job_ref);
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
      .limit(NEW_AT_ONCE)
      .select('job.ref');
    return rows.map(row => row.ref);
  }

  async #longAgo(now: Date): Promise<string[]> {
    const rows: { job_ref: string }[] = await this.knex('emr_schedules')
      .where('worked_out_at', '<', toInstant(now.getTime() - SWEEP_MS))
      .orderBy('worked_out_at')
      .limit(SWEPT_AT_ONCE)
      .select('job_ref');
    return rows.map(row => row.job_ref);
  }
}
