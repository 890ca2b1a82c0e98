import { runSelfTest } from '@emr-backup/plugin-emr-backup-node';
import { SelfTestRound } from '../rounds';
import {
  SelfTestCandidates,
  SelfTestDesk,
  SelfTestRunner,
  SelfTestStore,
} from '../selftest';
import type { DrillRooms } from './drillRooms';
import type { Foundation } from './foundation';
import type { ReadingRooms } from './readingRooms';
import type { Additions, HouseServices } from './services';

/** The rooms where the verifier itself is tested. */
export interface SelfTestRooms {
  selfTests: SelfTestStore;
  selfTestDesk: SelfTestDesk;
  /** Starts what is due. */
  round(): Promise<void>;
  close(): Promise<void>;
}

/** Candidates → runner → record. Runs in the places, and by the requests, of the drill rooms. */
export function buildSelfTestRooms(
  foundation: Foundation,
  rooms: ReadingRooms & Pick<DrillRooms, 'mark' | 'requests' | 'places'>,
  { logger }: Pick<HouseServices, 'logger'>,
  { engines, checks }: Additions,
): SelfTestRooms {
  const { knex, settings, profiles } = foundation;
  const { known, drills, jobs, mark, requests, places } = rooms;
  const store = SelfTestStore.create(knex, mark);
  const candidates = new SelfTestCandidates({ jobs, drills, profiles, store });
  const runner = new SelfTestRunner({
    store,
    requests,
    places,
    engines,
    checks,
    profiles,
    runSelfTest,
    logger,
  });
  const round = new SelfTestRound({
    known,
    store,
    candidates,
    runner,
    everySeconds: settings.selfTest.everySeconds,
  });
  return {
    selfTests: store,
    selfTestDesk: new SelfTestDesk({ inventory: known, candidates, runner }),
    round: async () => {
      if (settings.selfTest.enabled) await round.run(new Date());
    },
    close: () => runner.stop(),
  };
}
