import { toError } from '@backstage/errors';
import { buildDrillRooms } from './drillRooms';
import { layFoundation } from './foundation';
import { buildReadingRooms } from './readingRooms';
import type { Additions, HouseServices } from './services';

/** What a runner host needs of Backstage: no catalog, no port, nobody who reaches it. */
export type RunnerHostServices = Pick<
  HouseServices,
  'config' | 'database' | 'logger'
>;

/** A process that runs drills and nothing else. */
export interface RunnerHost {
  start(): void;
  /** Drains, then hands back what is not finished. */
  stop(): Promise<void>;
}

/** How often it looks for dead runners, their scratch and drills nobody sent. */
const ROUND_MS = 15_000;
/** Pages ask while a drill runs; nobody has to be told from here. */
const QUIET = { tell: async () => {} };

/** Queue → runner → evidence, for a host that is joined by the database alone. */
export async function createRunnerHost(
  services: RunnerHostServices,
  additions: Additions,
): Promise<RunnerHost> {
  const { logger } = services;
  const foundation = await layFoundation(services, additions.stores);
  const rooms = buildReadingRooms(foundation, services);
  const drillRooms = await buildDrillRooms(
    foundation,
    rooms,
    { logger, news: QUIET },
    additions,
  );
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const round = async () => {
    try {
      await drillRooms.open();
      await drillRooms.recoverLost();
      await drillRooms.desk.resend();
    } catch (error) {
      logger.warn(
        `Looking after drills did not succeed: ${toError(error).message}`,
      );
    }
    if (!stopped) timer = setTimeout(round, ROUND_MS);
  };
  let rounds: Promise<void> | undefined;
  return {
    start() {
      rounds = round();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await rounds;
      await drillRooms.close();
    },
  };
}
