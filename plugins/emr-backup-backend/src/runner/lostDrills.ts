import type { Knex } from 'knex';
import type { DrillRow } from '../drills';
import { toInstant } from '../time';
import { isRunnerDead } from './runnerMark';

/**
 * Ends every drill whose runner died as `error: runner-lost`. It is not run
 * again from here: the planner decides when the job has its next turn.
 */
export async function endLostDrills(
  knex: Knex,
  own: string,
  now: Date,
): Promise<{ id: string; jobRef: string }[]> {
  const running = await knex<DrillRow>('emr_drills').where('state', 'running');
  const lost: { id: string; jobRef: string }[] = [];
  for (const row of running) {
    const dead = isRunnerDead(row.runner ?? '', own, {
      at: row.heartbeat_at,
      now,
    });
    if (!dead) continue;
    const ended = await knex<DrillRow>('emr_drills')
      .where({ id: row.id, state: 'running', runner: row.runner })
      .update({
        state: 'finished',
        outcome: 'error',
        reason_code: 'runner-lost',
        reason_message:
          'The process that ran this drill stopped before it could judge the backup.',
        ended_at: toInstant(now),
      });
    if (ended > 0) lost.push({ id: row.id, jobRef: row.job_ref });
  }
  return lost;
}
