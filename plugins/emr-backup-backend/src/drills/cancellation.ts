import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { toInstant } from '../time';
import type { DrillRow } from './drillRow';

/**
 * Ends a queued drill at once, or marks a running one: its runner, which may
 * live in another process, sees the mark at its next heartbeat.
 */
export async function requestCancel(
  knex: Knex,
  id: string,
  now: Date,
): Promise<'ended' | 'requested'> {
  const ended = await knex<DrillRow>('emr_drills')
    .where({ id, state: 'queued' })
    .update({
      state: 'finished',
      outcome: 'cancelled',
      reason_code: 'cancelled',
      reason_message: 'The drill was cancelled before it began.',
      cancel_requested_at: toInstant(now),
      ended_at: toInstant(now),
    });
  if (ended > 0) return 'ended';
  const marked = await knex<DrillRow>('emr_drills')
    .where({ id, state: 'running' })
    .update({ cancel_requested_at: toInstant(now) });
  if (marked > 0) return 'requested';
  throw new ConflictError(
    `The drill "${id}" has ended already; there is nothing to cancel.`,
  );
}
