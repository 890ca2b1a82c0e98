import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type {
  CheckResult,
  DrillLogEntry,
  DrillReport,
  Outcome,
  PhaseProgress,
  ReasonCode,
} from '@emr-backup/plugin-emr-backup-common';
import { databaseInstant } from '../database';
import { toInstant } from '../time';
import { appendLog } from './drillLogRows';
import { waitingPhases, type DrillRow } from './drillRow';

/** What a claimed drill works on. */
export interface DrillSubject {
  artifact?: { name: string; takenAt: string | null; bytes: number };
  store: string;
  path: string;
  location: string | null;
}

/** How a drill ended. */
export interface DrillEnding {
  outcome: Outcome;
  reason: { code: ReasonCode; message: string };
  /** Absent when the drill never got as far as opening an artifact. */
  report?: DrillReport;
}

/** A drill as the one who runs it needs it. */
export interface ClaimedDrill {
  id: string;
  jobRef: string;
  attempts: number;
  startedBy: string;
}

/** What a heartbeat brings back. */
export interface BeatAnswer {
  /** Drills somebody wants cancelled. */
  cancelled: string[];
  /** Drills that are not this runner's any more: it was given up for lost. */
  lost: string[];
}

/**
 * Written by whoever runs a drill. A claim is a lease with a token no other
 * attempt has, and every write names it: a runner that was given up for lost,
 * frozen or cut off cannot overwrite what was decided since.
 */
export class DrillLedger {
  static create(knex: Knex, runner: string): DrillLedger {
    return new DrillLedger(knex, runner);
  }

  /** By drill, the token of what was claimed here last. */
  readonly #leases = new Map<string, string>();

  private constructor(
    private readonly knex: Knex,
    private readonly runner: string,
  ) {}

  /** Takes a queued drill; undefined when it is not queued any more. */
  async claim(id: string, now: Date): Promise<ClaimedDrill | undefined> {
    const lease = randomUUID();
    const claimed = await this.knex<DrillRow>('emr_drills')
      .where({ id, state: 'queued' })
      .update({
        state: 'running',
        started_at: toInstant(now),
        heartbeat_at: databaseInstant(this.knex),
        runner: this.runner,
        lease,
        attempts: this.knex.raw('attempts + 1'),
      });
    if (claimed === 0) return undefined;
    this.#leases.set(id, lease);
    const row = await this.#mine(id).first();
    return (
      row && {
        id,
        jobRef: row.job_ref,
        attempts: row.attempts,
        startedBy: row.started_by,
      }
    );
  }

  async subject(id: string, subject: DrillSubject): Promise<void> {
    await this.#mine(id).update({
      store: subject.store,
      path: subject.path,
      location: subject.location,
      artifact_name: subject.artifact?.name ?? null,
      artifact_taken_at: subject.artifact?.takenAt ?? null,
      artifact_bytes: subject.artifact?.bytes ?? null,
    });
  }

  /** Answers false when the drill is not this attempt's any more. */
  async phases(id: string, phases: readonly PhaseProgress[]): Promise<boolean> {
    const written = await this.#mine(id).update({
      phases: JSON.stringify(phases),
    });
    return written > 0;
  }

  async check(id: string, position: number, result: CheckResult) {
    await this.knex.transaction(async trx => {
      // Locked, so that nobody ends the attempt between the question and the row.
      const mine = await this.#mine(id, trx).forUpdate().first('id');
      if (!mine) return;
      await trx('emr_drill_checks')
        .insert({
          drill_id: id,
          position,
          status: result.status,
          result: JSON.stringify(result),
        })
        .onConflict(['drill_id', 'position'])
        .merge();
    });
  }

  /** Goes on with the drill's log. */
  async log(id: string, lines: readonly DrillLogEntry[]): Promise<void> {
    await this.knex.transaction(async trx => {
      const mine = await this.#mine(id, trx).forUpdate().first('id');
      if (mine) await appendLog(trx, id, lines);
    });
  }

  /** Says that these drills are alive. */
  async beat(ids: readonly string[]): Promise<BeatAnswer> {
    if (ids.length === 0) return { cancelled: [], lost: [] };
    const leases = ids.map(id => this.#leases.get(id) ?? '');
    const held = this.knex<DrillRow>('emr_drills')
      .where('state', 'running')
      .whereIn('lease', leases);
    await held.clone().update({ heartbeat_at: databaseInstant(this.knex) });
    const rows = await held.clone().select('id', 'cancel_requested_at');
    const mine = new Set(rows.map(row => row.id));
    return {
      cancelled: rows
        .filter(row => row.cancel_requested_at !== null)
        .map(row => row.id),
      lost: ids.filter(id => !mine.has(id)),
    };
  }

  async finish(id: string, ending: DrillEnding, now: Date): Promise<boolean> {
    const { outcome, reason, report } = ending;
    return this.knex.transaction(async trx => {
      const finished = await this.#mine(id, trx).update({
        state: 'finished',
        outcome,
        reason_code: reason.code,
        reason_message: reason.message,
        ended_at: toInstant(now),
        data_age_seconds: report?.dataAgeSeconds ?? null,
        timings: report ? JSON.stringify(report.timings) : null,
        ...(report && { tier: report.tier, tuning: report.tuning }),
      });
      if (finished === 0) return false;
      if (report) {
        await trx('emr_drill_reports').insert({
          drill_id: id,
          recorded_at: toInstant(now),
          report: JSON.stringify(report),
        });
        await replaceChecks(trx, id, report.checks);
      }
      return true;
    });
  }

  /** Puts a drill that this runner cannot go on with back into the queue. */
  async handBack(id: string): Promise<void> {
    await this.knex.transaction(async trx => {
      const back = await this.#mine(id, trx).update({
        state: 'queued',
        started_at: null,
        runner: null,
        lease: null,
        heartbeat_at: null,
        phases: JSON.stringify(waitingPhases()),
      });
      if (back > 0) await replaceChecks(trx, id, []);
    });
  }

  #mine(id: string, knex: Knex = this.knex): Knex.QueryBuilder<DrillRow> {
    return knex<DrillRow>('emr_drills').where({
      id,
      state: 'running',
      lease: this.#leases.get(id) ?? '',
    });
  }
}

async function replaceChecks(
  trx: Knex.Transaction,
  id: string,
  checks: readonly CheckResult[],
): Promise<void> {
  await trx('emr_drill_checks').where('drill_id', id).delete();
  for (const [position, result] of checks.entries())
    await trx('emr_drill_checks').insert({
      drill_id: id,
      position,
      status: result.status,
      result: JSON.stringify(result),
    });
}
