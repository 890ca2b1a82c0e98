import { randomUUID } from 'node:crypto';
import { drillLogEntry } from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { databaseNow } from '../database';
import { appendLog, waitingPhases, type DrillRow } from '../drills';
import { toInstant } from '../time';
import { hostOfMark, isRunnerDead } from './runnerMark';

/** A drill that lost its runner. */
export interface LostDrill {
  id: string;
  jobRef: string;
  /** The drill that repeats it. */
  retry: string | null;
}

/**
 * Ends every drill whose runner died as `error: runner-lost`, and queues it
 * again as a drill of its own until it was repeated so often.
 */
export async function endLostDrills(
  knex: Knex,
  own: string,
  options: { lostAfterSeconds: number; retries: number },
): Promise<LostDrill[]> {
  const running = await knex<DrillRow>('emr_drills').where('state', 'running');
  if (running.length === 0) return [];
  const now = await databaseNow(knex);
  const lost: LostDrill[] = [];
  for (const row of running) {
    const { lostAfterSeconds } = options;
    const heartbeat = { at: row.heartbeat_at, now, lostAfterSeconds };
    if (!isRunnerDead(row.runner ?? '', own, heartbeat)) continue;
    const ended = await endLost(knex, row, { now, retries: options.retries });
    if (ended) lost.push(ended);
  }
  return lost;
}

/** Both or neither: a drill that ended without its repetition would be lost. */
async function endLost(
  knex: Knex,
  row: DrillRow,
  options: { now: Date; retries: number },
): Promise<LostDrill | undefined> {
  const at = toInstant(options.now);
  const again =
    row.cancel_requested_at === null && row.retries < options.retries;
  return knex.transaction(async trx => {
    const ended = await trx<DrillRow>('emr_drills')
      .where({
        id: row.id,
        state: 'running',
        lease: row.lease,
        heartbeat_at: row.heartbeat_at,
      })
      .update({
        state: 'finished',
        outcome: 'error',
        reason_code: 'runner-lost',
        reason_message: `The process that ran this drill stopped before it could judge the backup. ${
          again
            ? 'The drill is run again.'
            : 'It is not run again before its next turn.'
        }`,
        ended_at: at,
      });
    if (ended === 0) return undefined;
    const host = hostOfMark(row.runner ?? '');
    await appendLog(trx, row.id, [drillLogEntry('runner-lost', { host })]);
    const retry = again ? randomUUID() : null;
    if (retry !== null)
      await trx<DrillRow>('emr_drills').insert({
        id: retry,
        job_ref: row.job_ref,
        job_title: row.job_title,
        clinic_ref: row.clinic_ref,
        clinic_title: row.clinic_title,
        state: 'queued',
        started_by: row.started_by,
        queued_at: at,
        phases: JSON.stringify(waitingPhases()),
        attempts: 0,
        pool: row.pool,
        engine: row.engine,
        retry_of: row.id,
        retries: row.retries + 1,
      });
    return { id: row.id, jobRef: row.job_ref, retry };
  });
}
