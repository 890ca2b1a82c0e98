import type { InventoryStore } from '../inventory';
import type {
  SelfTestCandidates,
  SelfTestRunner,
  SelfTestStore,
} from '../selftest';
import { secondsBetween } from '../time';

/**
 * One that proved nothing is tried again so soon at the earliest. Sooner would
 * keep a host busy with a backup that cannot be used; later would leave a
 * profile without its proof for a day.
 */
const RETRY_SECONDS = 6 * 3600;

/** Starts a self-test of the profile that has waited longest for its turn. */
export class SelfTestRound {
  constructor(
    private readonly options: {
      known: InventoryStore;
      store: SelfTestStore;
      candidates: SelfTestCandidates;
      runner: SelfTestRunner;
      everySeconds: number;
    },
  ) {}

  async run(now: Date): Promise<void> {
    const { known, store, candidates, runner, everySeconds } = this.options;
    await store.endLost(now);
    if (await store.active()) return;
    const tests = new Map(
      (await store.newestPerProfile()).map(test => [test.profile, test]),
    );
    const provenAt = (profile: string) =>
      tests.get(profile)?.proof?.endedAt ?? '';
    const isDue = (profile: string) => {
      const test = tests.get(profile);
      if (!test) return true;
      const proof = provenAt(profile);
      return (
        (proof === '' || secondsBetween(proof, now) >= everySeconds) &&
        secondsBetween(test.newest.queuedAt, now) >=
          Math.min(RETRY_SECONDS, everySeconds)
      );
    };
    const [next] = (await candidates.perProfile(await known.jobs()))
      .filter(({ profile }) => isDue(profile))
      .sort((one, other) =>
        provenAt(one.profile).localeCompare(provenAt(other.profile)),
      );
    if (next) await runner.start(next, { startedBy: 'schedule', now });
  }
}
