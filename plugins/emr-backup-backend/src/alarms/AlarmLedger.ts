import { randomUUID } from 'node:crypto';
import {
  ALARM_SEVERITIES,
  type AlarmDelivery,
  type AlarmKind,
  type AlarmSignal,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { toInstant } from '../time';
import type { Address } from './addresses';
import type { AlarmJobRow, AlarmRow, DeliveryRow } from './alarmRow';
import type { Concern, ConcernedJob } from './concerns';
import type { Change, OpenAlarm } from './decide';
import { KIND_POLICIES } from './kinds';
import type { AlarmPolicy } from './policy';
import { tellAt } from './quietHours';

/** Rows of one statement; SQLite allows 32,766 values in one. */
const BATCH = 200;

interface Telling {
  alarmId: string;
  message: AlarmDelivery['message'];
  round: number;
  kind: AlarmKind;
  to: readonly Address[];
}

/**
 * Writes what was decided. Several replicas decide the same at the same time:
 * each step asks in the database whether it is still to be done, and only who
 * did it tells of it. A message is written together with the step it tells of,
 * and sent later by whoever claims it.
 */
export class AlarmLedger {
  static create(knex: Knex, policy: AlarmPolicy): AlarmLedger {
    return new AlarmLedger(knex, policy);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly policy: AlarmPolicy,
  ) {}

  /** Alarms that are as they were. */
  async seen(ids: readonly string[], now: Date): Promise<void> {
    for (let start = 0; start < ids.length; start += BATCH)
      await this.knex<AlarmRow>('emr_alarms')
        .whereIn('id', ids.slice(start, start + BATCH))
        .whereNull('resolved_at')
        .update({ last_seen_at: toInstant(now) });
  }

  /** `now` is the moment the facts were read. Answers what this replica changed. */
  async apply(
    change: Exclude<Change, { type: 'seen' }>,
    now: Date,
  ): Promise<AlarmSignal | undefined> {
    return this.knex.transaction(async trx => {
      switch (change.type) {
        case 'raise':
          return this.#raise(trx, change, now);
        case 'raise-again':
          return this.#raiseAgain(trx, change, now);
        case 'escalate':
          return this.#escalate(trx, change, now);
        case 'resolve':
          return this.#resolve(trx, change, now);
        default:
          return this.#touch(trx, change, now);
      }
    });
  }

  async #raise(
    trx: Knex.Transaction,
    { concern, tell }: Extract<Change, { type: 'raise' }>,
    now: Date,
  ): Promise<AlarmSignal | undefined> {
    const at = toInstant(now);
    // Another replica has seen fresher facts than these and closed the book on this cause.
    const closed = await trx<AlarmRow>('emr_alarms')
      .where('cause', concern.cause)
      .where('resolved_at', '>=', at)
      .first();
    if (closed) return undefined;
    const id = randomUUID();
    await trx<AlarmRow>('emr_alarms')
      .insert({
        id,
        cause: concern.cause,
        ...columnsOf(concern),
        first_seen_at: at,
        last_seen_at: at,
        raised: 1,
        raised_at: at,
      })
      .onConflict(trx.raw('(cause) where resolved_at is null'))
      .ignore();
    // Ignored by the database when another replica was quicker.
    const written = await trx<AlarmRow>('emr_alarms').where({ id }).first();
    if (!written) return undefined;
    await join(trx, id, concern.jobs, at);
    await this.#tell(
      trx,
      {
        alarmId: id,
        message: 'raised',
        round: 1,
        kind: concern.kind,
        to: tell,
      },
      now,
    );
    return { alarmId: id, change: 'raised' };
  }

  async #touch(
    trx: Knex.Transaction,
    change: Extract<Change, { type: 'touch' | 'digest' }>,
    now: Date,
  ): Promise<undefined> {
    const { alarm, concern, tell } = change;
    const at = toInstant(now);
    const digest = change.type === 'digest';
    const touched = await mine(trx, alarm).update({
      ...columnsOf(concern),
      last_seen_at: at,
      ...(digest ? { raised: alarm.round + 1 } : {}),
    });
    if (touched === 0) return undefined;
    await join(trx, alarm.id, concern.jobs, at);
    await this.#tell(
      trx,
      {
        alarmId: alarm.id,
        message: 'raised',
        round: digest ? alarm.round + 1 : alarm.round,
        kind: concern.kind,
        to: tell,
      },
      now,
    );
    return undefined;
  }

  async #raiseAgain(
    trx: Knex.Transaction,
    { alarm, concern, tell }: Extract<Change, { type: 'raise-again' }>,
    now: Date,
  ): Promise<AlarmSignal | undefined> {
    const at = toInstant(now);
    const raised = await mine(trx, alarm).update({
      ...columnsOf(concern),
      last_seen_at: at,
      raised: alarm.round + 1,
      raised_at: at,
      escalated_at: null,
      acknowledged_at: null,
      acknowledged_by: null,
      acknowledged_reason: null,
    });
    if (raised === 0) return undefined;
    await join(trx, alarm.id, concern.jobs, at);
    await this.#tell(
      trx,
      {
        alarmId: alarm.id,
        message: 'raised',
        round: alarm.round + 1,
        kind: concern.kind,
        to: tell,
      },
      now,
    );
    return { alarmId: alarm.id, change: 'raised' };
  }

  async #escalate(
    trx: Knex.Transaction,
    { alarm, tell }: Extract<Change, { type: 'escalate' }>,
    now: Date,
  ): Promise<AlarmSignal | undefined> {
    const escalated = await mine(trx, alarm)
      .whereNull('escalated_at')
      .whereNull('acknowledged_at')
      .update({ escalated_at: toInstant(now) });
    if (escalated === 0) return undefined;
    await this.#tell(
      trx,
      {
        alarmId: alarm.id,
        message: 'escalated',
        round: alarm.round,
        kind: alarm.kind,
        to: tell,
      },
      now,
    );
    return { alarmId: alarm.id, change: 'escalated' };
  }

  async #resolve(
    trx: Knex.Transaction,
    { alarm, tell }: Extract<Change, { type: 'resolve' }>,
    now: Date,
  ): Promise<AlarmSignal | undefined> {
    const resolved = await mine(trx, alarm).update({
      resolved_at: toInstant(now),
    });
    if (resolved === 0) return undefined;
    await this.#tell(
      trx,
      {
        alarmId: alarm.id,
        message: 'resolved',
        round: alarm.round,
        kind: alarm.kind,
        to: tell,
      },
      now,
    );
    return { alarmId: alarm.id, change: 'resolved' };
  }

  async #tell(
    trx: Knex.Transaction,
    { alarmId, message, round, kind, to }: Telling,
    now: Date,
  ): Promise<void> {
    const due = tellAt(kind, this.policy, now);
    for (const { channel, to: recipient, concerns } of to)
      await trx<DeliveryRow>('emr_alarm_deliveries')
        .insert({
          id: randomUUID(),
          alarm_id: alarmId,
          message,
          round,
          channel,
          recipient,
          concerns,
          state: due > now ? 'held' : 'waiting',
          attempts: 0,
          created_at: toInstant(now),
          at: toInstant(now),
          due_at: toInstant(due),
        })
        .onConflict([
          'alarm_id',
          'message',
          'round',
          'channel',
          'recipient',
          'concerns',
        ])
        .ignore();
  }
}

/** The alarm as long as it is open and nobody else has raised it again. */
function mine(trx: Knex.Transaction, { id, round }: OpenAlarm) {
  return trx<AlarmRow>('emr_alarms')
    .where({ id, raised: round })
    .whereNull('resolved_at');
}

function columnsOf({ kind, message, store, drillId }: Concern) {
  const { severity } = KIND_POLICIES[kind];
  return {
    kind,
    severity,
    severity_rank: ALARM_SEVERITIES.indexOf(severity),
    message,
    store,
    drill_id: drillId,
  };
}

async function join(
  trx: Knex.Transaction,
  alarmId: string,
  jobs: readonly ConcernedJob[],
  at: string,
): Promise<void> {
  for (let start = 0; start < jobs.length; start += BATCH)
    await trx<AlarmJobRow>('emr_alarm_jobs')
      .insert(
        jobs.slice(start, start + BATCH).map(job => ({
          alarm_id: alarmId,
          job_ref: job.ref,
          job_title: job.title,
          clinic_ref: job.clinicRef,
          clinic_title: job.clinicTitle,
          owner: job.owner,
          operated_by: job.operatedBy,
          joined_at: at,
        })),
      )
      .onConflict(['alarm_id', 'job_ref'])
      .merge(['job_title', 'clinic_title', 'owner', 'operated_by']);
}
