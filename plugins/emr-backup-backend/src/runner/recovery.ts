import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  reapScratch,
  type RestoreEngine,
} from '@emr-backup/plugin-emr-backup-node';
import type { Knex } from 'knex';
import type { DrillQueue } from '../queue';
import { endLostDrills } from './lostDrills';

/**
 * Ends the drills of dead runners and removes what they left on this host:
 * scratch servers, directories, their places in the queue. Both at once:
 * what lies on this host is removed also while the database is away.
 */
export async function recover(parts: RecoveryParts): Promise<void> {
  const sweeping = sweep(parts);
  try {
    await endDrills(parts);
  } finally {
    await sweeping;
  }
}

interface RecoveryParts {
  knex: Knex;
  runner: string;
  queue: DrillQueue;
  engines: readonly RestoreEngine[];
  workDir: string;
  lostAfterSeconds: number;
  retries: number;
  logger: LoggerService;
  onEnded: (drill: { id: string; jobRef: string }) => Promise<void>;
}

async function endDrills(parts: RecoveryParts): Promise<void> {
  const { knex, runner, queue, logger } = parts;
  for (const lost of await endLostDrills(knex, runner, parts)) {
    logger.warn(
      `Drill ${lost.id} of ${lost.jobRef} lost its runner; ${
        lost.retry ? `it is run again as ${lost.retry}` : 'it is not run again'
      }.`,
    );
    await queue.forget(lost.jobRef);
    await parts.onEnded(lost);
  }
}

/** What cannot be removed is tried again at the next round, and keeps no drill from running. */
async function sweep({
  engines,
  workDir,
  logger,
}: RecoveryParts): Promise<void> {
  try {
    const { drillIds, servers } = await reapScratch(workDir, engines);
    if (drillIds.length > 0)
      logger.warn(
        `Removed what ${drillIds.length} dead drills left: ${servers} scratch servers and their directories.`,
      );
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    logger.warn(
      `What dead drills left in the work directory could not be removed to the end (${code}); it is tried again.`,
    );
  }
}
