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
 * scratch servers, directories, their places in the queue.
 */
export async function recover(parts: {
  knex: Knex;
  runner: string;
  queue: DrillQueue;
  engines: readonly RestoreEngine[];
  workDir: string;
  lostAfterSeconds: number;
  retries: number;
  logger: LoggerService;
  onEnded: (drill: { id: string; jobRef: string }) => Promise<void>;
}): Promise<void> {
  const { knex, runner, queue, engines, workDir, logger } = parts;
  for (const lost of await endLostDrills(knex, runner, parts)) {
    logger.warn(
      `Drill ${lost.id} of ${lost.jobRef} lost its runner; ${
        lost.retry ? `it is run again as ${lost.retry}` : 'it is not run again'
      }.`,
    );
    await queue.forget(lost.jobRef);
    await parts.onEnded(lost);
  }
  const { drillIds, servers } = await reapScratch(workDir, engines);
  if (drillIds.length > 0)
    logger.warn(
      `Removed what ${drillIds.length} dead drills left: ${servers} scratch servers and their directories.`,
    );
}
