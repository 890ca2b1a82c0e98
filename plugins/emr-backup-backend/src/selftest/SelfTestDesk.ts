import { ConflictError, NotFoundError } from '@backstage/errors';
import type { SelfTest } from '@emr-backup/plugin-emr-backup-common';
import type { InventoryStore } from '../inventory';
import type { SelfTestCandidates } from './SelfTestCandidates';
import type { SelfTestRunner } from './SelfTestRunner';

/** Where people ask for a self-test. */
export class SelfTestDesk {
  constructor(
    private readonly options: {
      inventory: InventoryStore;
      candidates: SelfTestCandidates;
      runner: SelfTestRunner;
    },
  ) {}

  async startByRef(
    jobRef: string,
    options: { startedBy: string; now: Date },
  ): Promise<{ selfTest: SelfTest; created: boolean }> {
    const job = await this.options.inventory.job(jobRef);
    if (!job) throw new NotFoundError(`There is no backup job "${jobRef}".`);
    const candidate = await this.options.candidates.ofJob(job);
    if (!candidate)
      throw new ConflictError(
        `A self-test breaks a good backup, and the last drill of "${job.title}" did not pass. Run a drill of it first.`,
      );
    return this.options.runner.start(candidate, options);
  }
}
