import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import type {
  SelfTest,
  SelfTestEvidence,
  SelfTestFaultResult,
  SelfTestStatus,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import type { KnownJob } from '../inventory';
import { isRunnerDead } from '../runner';
import { toInstant } from '../time';
import { selfTestOfRow, type SelfTestRow } from './selfTestRow';

/** What came out of a self-test, or why nothing did. */
export interface SelfTestEnding {
  caught: number;
  missed: number;
  notMade: number;
  faults: SelfTestFaultResult[];
  /** Why it proves nothing either way. */
  error: string | null;
}

const provesSomething = (query: Knex.QueryBuilder) =>
  query.where('state', 'finished').whereNull('error');

/** The record of self-tests. At most one of all is active; the database sees to it. */
export class SelfTestStore {
  static create(knex: Knex, runner: string): SelfTestStore {
    return new SelfTestStore(knex, runner);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly runner: string,
  ) {}

  /** Records a self-test that is about to run here, or answers with the one that is active already. */
  async begin(
    profile: string,
    job: Pick<KnownJob, 'ref' | 'title'>,
    options: { startedBy: string; now: Date },
  ): Promise<{ selfTest: SelfTest; created: boolean }> {
    const id = randomUUID();
    const now = toInstant(options.now);
    await this.#rows()
      .insert({
        id,
        profile,
        job_ref: job.ref,
        job_title: job.title,
        state: 'queued',
        started_by: options.startedBy,
        queued_at: now,
        caught: 0,
        missed: 0,
        not_made: 0,
        faults: '[]',
        runner: this.runner,
        heartbeat_at: now,
      })
      .onConflict()
      .ignore();
    const active = await this.active();
    // The other one may have ended between the two statements.
    const selfTest = active ?? (await this.get(id));
    return { selfTest, created: selfTest.id === id };
  }

  async running(id: string, now: Date): Promise<void> {
    await this.#mine(id).update({
      state: 'running',
      started_at: toInstant(now),
    });
  }

  async beat(id: string, now: Date): Promise<void> {
    await this.#mine(id).update({ heartbeat_at: toInstant(now) });
  }

  async finish(id: string, ending: SelfTestEnding, now: Date): Promise<void> {
    await this.#mine(id).update({
      state: 'finished',
      ended_at: toInstant(now),
      caught: ending.caught,
      missed: ending.missed,
      not_made: ending.notMade,
      faults: JSON.stringify(ending.faults),
      error: ending.error,
    });
  }

  /** Forgets a self-test that a shutdown interrupted: it says nothing, and is due again at the next start. */
  async forget(id: string): Promise<void> {
    await this.#mine(id).delete();
  }

  /** Ends the active self-test when its process died. */
  async endLost(now: Date): Promise<SelfTest | undefined> {
    const row = await this.#rows().whereNot('state', 'finished').first();
    if (!row) return undefined;
    const at = row.heartbeat_at;
    if (!isRunnerDead(row.runner ?? '', this.runner, { at, now }))
      return undefined;
    await this.#rows()
      .where({ id: row.id, runner: row.runner })
      .update({
        state: 'finished',
        ended_at: toInstant(now),
        error: 'The process that ran this self-test stopped before its end.',
      });
    return this.get(row.id);
  }

  async get(id: string): Promise<SelfTest> {
    const row = await this.#rows().where({ id }).first();
    if (!row) throw new NotFoundError(`There is no self-test "${id}".`);
    return selfTestOfRow(row);
  }

  async active(): Promise<SelfTest | undefined> {
    const row = await this.#rows().whereNot('state', 'finished').first();
    return row && selfTestOfRow(row);
  }

  /** Each profile's newest self-test and the newest that proved something. */
  async newestPerProfile(): Promise<SelfTestStatus[]> {
    const newest = await this.#newest(() => {});
    const proofs = new Map(
      (await this.#newest(provesSomething)).map(row => [row.profile, row]),
    );
    return newest.map(row => {
      const proof = proofs.get(row.profile);
      return {
        profile: row.profile,
        newest: selfTestOfRow(row),
        proof: proof ? selfTestOfRow(proof) : null,
      };
    });
  }

  /** What a drill by this profile can say about the verifier it was judged by. */
  async evidence(profile: string): Promise<SelfTestEvidence | null> {
    const [row] = await this.#newest(query =>
      provesSomething(query.where({ profile })),
    );
    return row?.ended_at
      ? { caught: row.caught, missed: row.missed, endedAt: row.ended_at }
      : null;
  }

  /** When each job was last of no use for a self-test. */
  async uselessSince(): Promise<Map<string, string>> {
    const rows: { job_ref: string; at: string }[] = await this.knex(
      'emr_self_tests',
    )
      .whereNotNull('error')
      .groupBy('job_ref')
      .select('job_ref')
      .max('queued_at as at');
    return new Map(rows.map(row => [row.job_ref, row.at]));
  }

  async #newest(
    narrow: (query: Knex.QueryBuilder) => void,
  ): Promise<SelfTestRow[]> {
    const placed = this.knex('emr_self_tests')
      .modify(narrow)
      .select('id')
      .rowNumber('place', builder =>
        builder.partitionBy('profile').orderBy('queued_at', 'desc'),
      );
    return this.#rows()
      .whereIn(
        'id',
        this.knex.from(placed.as('placed')).where('place', 1).select('id'),
      )
      .orderBy('profile');
  }

  #rows(): Knex.QueryBuilder<SelfTestRow> {
    return this.knex<SelfTestRow>('emr_self_tests');
  }

  #mine(id: string): Knex.QueryBuilder<SelfTestRow> {
    return this.#rows()
      .where({ id, runner: this.runner })
      .whereNot('state', 'finished');
  }
}
