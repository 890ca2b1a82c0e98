import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Alarm,
  alarmQuerySchema,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import type { z } from 'zod';
import { toInstant } from '../time';
import {
  alarmOf,
  concernedJobOfRow,
  type AlarmJobRow,
  type AlarmRecord,
  type AlarmRow,
  type DeliveryRow,
} from './alarmRow';
import type { OpenAlarm } from './decide';

/** Values of one statement. */
const BATCH = 400;

/** Alarms as everybody may read them, and their acknowledgement. They are written by the {@link AlarmLedger}. */
export class AlarmStore {
  static create(knex: Knex): AlarmStore {
    return new AlarmStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  /** Open ones worst first, resolved ones newest first. */
  async list(
    query: z.output<typeof alarmQuerySchema>,
  ): Promise<{ items: Alarm[]; totalItems: number }> {
    const total = await this.#matching(query).count({ n: '*' }).first();
    const rows: AlarmRow[] = await this.#matching(query)
      .orderBy(
        query.state === 'open'
          ? [
              { column: 'severity_rank' },
              { column: 'first_seen_at' },
              { column: 'id' },
            ]
          : [{ column: 'resolved_at', order: 'desc' }, { column: 'id' }],
      )
      .limit(query.limit)
      .offset(query.offset);
    return {
      items: await this.#alarms(rows),
      totalItems: Number(total?.n ?? 0),
    };
  }

  async get(id: string): Promise<Alarm> {
    return (await this.#alarms([await this.#row(id)]))[0];
  }

  /** Everything the decider has to know. */
  async open(): Promise<OpenAlarm[]> {
    const rows: AlarmRow[] = await this.#rows().whereNull('resolved_at');
    const jobs = await this.#jobs(rows);
    const deliveries = await this.#deliveries(rows);
    return rows.map(row => ({
      id: row.id,
      cause: row.cause,
      kind: row.kind,
      message: row.message,
      store: row.store,
      drillId: row.drill_id,
      raisedAt: row.raised_at,
      round: row.raised,
      escalatedAt: row.escalated_at,
      acknowledged: row.acknowledged_at !== null,
      jobs: jobs.get(row.id) ?? [],
      told: (deliveries.get(row.id) ?? []).map(delivery => ({
        channel: delivery.channel,
        to: delivery.recipient,
        concerns: delivery.concerns,
        message: delivery.message,
        round: delivery.round,
        state: delivery.state,
        createdAt: delivery.created_at,
      })),
    }));
  }

  /** Alarms by their ids, for those who tell of them. */
  async records(ids: readonly string[]): Promise<Map<string, AlarmRecord>> {
    const rows: AlarmRow[] = await this.#rows().whereIn('id', ids);
    const jobs = await this.#jobs(rows);
    return new Map(
      rows.map(row => [row.id, { row, jobs: jobs.get(row.id) ?? [] }]),
    );
  }

  /** "I know, and this is why it may wait": the alarm stays open and does not escalate any more. */
  async acknowledge(
    id: string,
    known: { by: string; reason: string },
    now: Date,
  ): Promise<Alarm> {
    const done = await this.#rows()
      .where({ id })
      .whereNull('resolved_at')
      .update({
        acknowledged_at: toInstant(now),
        acknowledged_by: known.by,
        acknowledged_reason: known.reason,
      });
    const alarm = await this.get(id);
    if (done === 0)
      throw new ConflictError(
        `The alarm "${id}" was resolved at ${alarm.resolvedAt}: there is nothing to acknowledge.`,
      );
    return alarm;
  }

  /** How many open alarms lie on each of these jobs. */
  async openOf(jobRefs: readonly string[]): Promise<Map<string, number>> {
    const counted = new Map<string, number>();
    for (let start = 0; start < jobRefs.length; start += BATCH) {
      const rows: { job_ref: string; n: number | string }[] = await this.knex(
        'emr_alarm_jobs',
      )
        .join('emr_alarms', 'emr_alarms.id', 'emr_alarm_jobs.alarm_id')
        .whereNull('emr_alarms.resolved_at')
        .whereIn('job_ref', jobRefs.slice(start, start + BATCH))
        .groupBy('job_ref')
        .select('job_ref')
        .count({ n: '*' });
      for (const row of rows) counted.set(row.job_ref, Number(row.n));
    }
    return counted;
  }

  /** Open alarms by kind. */
  async openByKind(): Promise<Map<string, number>> {
    const rows: { kind: string; n: number | string }[] = await this.#rows()
      .whereNull('resolved_at')
      .groupBy('kind')
      .select('kind')
      .count({ n: '*' });
    return new Map(rows.map(row => [row.kind, Number(row.n)]));
  }

  /** Forgets alarms that were resolved before an instant, with who was told. */
  async forgetResolvedBefore(instant: string): Promise<void> {
    await this.knex.transaction(async trx => {
      const old = () =>
        trx('emr_alarms').where('resolved_at', '<', instant).select('id');
      await trx('emr_alarm_deliveries').whereIn('alarm_id', old()).delete();
      await trx('emr_alarm_jobs').whereIn('alarm_id', old()).delete();
      await trx('emr_alarms').where('resolved_at', '<', instant).delete();
    });
  }

  #matching(query: z.output<typeof alarmQuerySchema>): Knex.QueryBuilder {
    const { state, kind, job, clinic } = query;
    const concerning = (column: string, ref: string) =>
      this.knex('emr_alarm_jobs').where(column, ref).select('alarm_id');
    return this.knex('emr_alarms').modify(builder => {
      if (state === 'open') builder.whereNull('resolved_at');
      else builder.whereNotNull('resolved_at');
      if (kind) builder.where({ kind });
      if (job) builder.whereIn('id', concerning('job_ref', job));
      if (clinic) builder.whereIn('id', concerning('clinic_ref', clinic));
    });
  }

  async #alarms(rows: readonly AlarmRow[]): Promise<Alarm[]> {
    const jobs = await this.#jobs(rows);
    const deliveries = await this.#deliveries(rows);
    return rows.map(row =>
      alarmOf(
        { row, jobs: jobs.get(row.id) ?? [] },
        deliveries.get(row.id) ?? [],
      ),
    );
  }

  async #jobs(rows: readonly AlarmRow[]) {
    const jobs = await this.#ofAlarms<AlarmJobRow>('emr_alarm_jobs', rows, [
      'clinic_title',
      'job_title',
    ]);
    return new Map(
      [...jobs].map(([id, own]) => [id, own.map(concernedJobOfRow)]),
    );
  }

  #deliveries(rows: readonly AlarmRow[]) {
    return this.#ofAlarms<DeliveryRow>('emr_alarm_deliveries', rows, [
      'created_at',
      'recipient',
    ]);
  }

  async #ofAlarms<T extends { alarm_id: string }>(
    table: string,
    alarms: readonly { id: string }[],
    order: readonly string[],
  ): Promise<Map<string, T[]>> {
    const groups = new Map<string, T[]>();
    for (let start = 0; start < alarms.length; start += BATCH) {
      const ids = alarms.slice(start, start + BATCH).map(({ id }) => id);
      const rows: T[] = await this.knex(table)
        .whereIn('alarm_id', ids)
        .orderBy([...order]);
      for (const row of rows) {
        const group = groups.get(row.alarm_id);
        if (group) group.push(row);
        else groups.set(row.alarm_id, [row]);
      }
    }
    return groups;
  }

  async #row(id: string): Promise<AlarmRow> {
    const row = await this.#rows().where({ id }).first();
    if (!row) throw new NotFoundError(`There is no alarm "${id}".`);
    return row;
  }

  #rows(): Knex.QueryBuilder<AlarmRow> {
    return this.knex<AlarmRow>('emr_alarms');
  }
}
