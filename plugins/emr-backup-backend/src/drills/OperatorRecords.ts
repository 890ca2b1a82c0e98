import type { OperatorRecord } from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { toInstant } from '../time';

/** Jobs named as those that failed most often; more is a list nobody reads. */
const WORST = 5;

/** How the drills of the jobs somebody operates came out, counted by the database. */
export class OperatorRecords {
  static create(knex: Knex): OperatorRecords {
    return new OperatorRecords(knex);
  }

  private constructor(private readonly knex: Knex) {}

  async of(operatorRef: string, since: Date): Promise<OperatorRecord> {
    const rows: { outcome: string; n: number | string }[] = await this.#ended(
      operatorRef,
      since,
    )
      .groupBy('drill.outcome')
      .select({ outcome: 'drill.outcome' })
      .count({ n: '*' });
    const counts = new Map(rows.map(({ outcome, n }) => [outcome, Number(n)]));
    const worst: { ref: string; title: string; n: number | string }[] =
      await this.#ended(operatorRef, since)
        .where('drill.outcome', 'failed')
        .groupBy('job.ref', 'job.title')
        .select({ ref: 'job.ref', title: 'job.title' })
        .count({ n: '*' })
        .orderBy([{ column: 'n', order: 'desc' }, { column: 'ref' }])
        .limit(WORST);
    return {
      jobs: await this.#jobs(operatorRef),
      passed: counts.get('passed') ?? 0,
      failed: counts.get('failed') ?? 0,
      error: counts.get('error') ?? 0,
      worst: worst.map(({ ref, title, n }) => ({
        job: { ref, title },
        failed: Number(n),
      })),
    };
  }

  async #jobs(operatorRef: string): Promise<number> {
    const row = await this.knex('emr_jobs')
      .where('operated_by', operatorRef)
      .whereNull('gone_at')
      .count({ n: '*' })
      .first();
    return Number(row?.n ?? 0);
  }

  /** A restore in part proves nothing when it passes; what it finds wrong is wrong. */
  #ended(operatorRef: string, since: Date): Knex.QueryBuilder {
    return this.knex({ drill: 'emr_drills' })
      .join({ job: 'emr_jobs' }, 'job.ref', 'drill.job_ref')
      .where('job.operated_by', operatorRef)
      .whereNull('job.gone_at')
      .where('drill.ended_at', '>=', toInstant(since))
      .where(either =>
        either
          .where('drill.tier', 'full')
          .orWhereNot('drill.outcome', 'passed'),
      );
  }
}
