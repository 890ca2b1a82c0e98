import { AuthenticationError, NotFoundError } from '@backstage/errors';
import type {
  Heartbeat,
  HeartbeatState,
  HeartbeatStatus,
  HeartbeatToken,
} from '@emr-backup/plugin-emr-backup-common';
import type { InventoryStore, KnownJob } from '../inventory';
import type { Worry } from '../standing';
import { nothingHeard, type HeartbeatStore } from './HeartbeatStore';
import { heartbeatStatus, judgeHeartbeat } from './judgeHeartbeat';
import { heartbeatWorries } from './heartbeatWorries';

/** Where jobs report, and where their tokens are made and revoked. */
export class HeartbeatDesk {
  constructor(
    private readonly options: {
      inventory: InventoryStore;
      heartbeats: HeartbeatStore;
    },
  ) {}

  /** Whatever is wrong with the token or the job, the answer is the same. */
  async admit(jobRef: string, token: string): Promise<string> {
    const { heartbeats } = this.options;
    const id = await heartbeats.tokenOf(jobRef, token);
    if (id === undefined)
      throw new AuthenticationError('The heartbeat token is not valid.');
    return id;
  }

  async report(
    jobRef: string,
    tokenId: string,
    heartbeat: Heartbeat,
    now: Date,
  ): Promise<void> {
    await this.options.heartbeats.record(jobRef, tokenId, heartbeat, now);
  }

  async status(jobRef: string, now: Date): Promise<HeartbeatStatus> {
    const job = await this.#job(jobRef);
    const facts = await this.options.heartbeats.facts([jobRef]);
    return heartbeatStatus(job, facts.get(jobRef) ?? nothingHeard(), now);
  }

  async createToken(
    jobRef: string,
    options: { by: string; now: Date },
  ): Promise<HeartbeatToken> {
    await this.#job(jobRef);
    return this.options.heartbeats.createToken(jobRef, options);
  }

  async revokeToken(jobRef: string, id: string, now: Date): Promise<void> {
    await this.options.heartbeats.revokeToken(jobRef, id, now);
  }

  /** The state of each of these jobs. */
  async states(
    jobs: readonly KnownJob[],
    now: Date,
  ): Promise<Map<string, HeartbeatState>> {
    const facts = await this.options.heartbeats.facts(jobs.map(job => job.ref));
    return new Map(
      jobs.map(job => [
        job.ref,
        judgeHeartbeat(job, facts.get(job.ref) ?? nothingHeard(), now).state,
      ]),
    );
  }

  async worries(
    jobs: readonly KnownJob[],
    now: Date,
  ): Promise<Map<string, Worry[]>> {
    const facts = await this.options.heartbeats.facts(jobs.map(job => job.ref));
    return new Map(
      jobs.map(job => [
        job.ref,
        heartbeatWorries(job, facts.get(job.ref) ?? nothingHeard(), now),
      ]),
    );
  }

  async #job(jobRef: string): Promise<KnownJob> {
    const job = await this.options.inventory.job(jobRef);
    if (!job) throw new NotFoundError(`There is no backup job "${jobRef}".`);
    return job;
  }
}
