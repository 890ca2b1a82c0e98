import assert from 'node:assert/strict';
import { QUESTIONS, type FilledStore } from './backupStoreQuestions';
import { FEW_FILES, manyFiles } from './fixture';
import type { StoreUnderTest } from './StoreUnderTest';

/** One question of a conformance kit, for any test runner. @public */
export interface ConformanceCase {
  title: string;
  /** Rejects when the answer is not as the contract says. */
  run(): Promise<void>;
}

/** The questions every `BackupStore` must answer as the contract says. @public */
export interface BackupStoreConformance {
  /** Before the cases: sets the store up and fills it. */
  prepare(): Promise<void>;
  cases: readonly ConformanceCase[];
}

/**
 * The conformance kit for stores. Call `prepare` once, then run every case:
 *
 * ```ts
 * const kit = backupStoreConformance(setUp);
 * beforeAll(() => kit.prepare());
 * it.each(kit.cases)('$title', async ({ run }) => {
 *   await expect(run()).resolves.toBeUndefined();
 * });
 * ```
 *
 * What a store cannot do must be in its `limits`; the kit then asks that it
 * indeed does not.
 * @public
 */
export function backupStoreConformance(
  setUp: () => Promise<StoreUnderTest>,
): BackupStoreConformance {
  let ready: FilledStore | undefined;
  const cases = Object.entries(QUESTIONS).map(([title, ask]) => ({
    title,
    run: async () => {
      assert(ready, 'prepare() must have ended well before the cases run');
      await ask(ready);
    },
  }));
  return {
    cases,
    async prepare() {
      const subject = await setUp();
      const few = await subject.put(FEW_FILES);
      const many = await subject.put(manyFiles());
      ready = { ...subject, few, many };
    },
  };
}
