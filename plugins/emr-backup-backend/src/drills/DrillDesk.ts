import { NotFoundError } from '@backstage/errors';
import type { DrillSummary } from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import type { InventoryStore, KnownJob } from '../inventory';
import type { DrillQueue, DrillRoute } from '../queue';
import { requestCancel } from './cancellation';
import type { DrillStore } from './DrillStore';

/** Where drills are asked for and called off. */
export class DrillDesk {
  constructor(
    private readonly options: {
      knex: Knex;
      drills: DrillStore;
      inventory: InventoryStore;
      queue: DrillQueue;
      /** Who may run a drill of the job. */
      routeOf: (job: KnownJob) => DrillRoute;
      /** Aborts a drill that runs in this process. */
      abort: (drillId: string) => void;
      tell: (drill: DrillSummary) => Promise<void>;
    },
  ) {}

  /** Answers with the drill that is on its way already when there is one. */
  async start(
    job: KnownJob,
    options: { startedBy: string; now: Date },
  ): Promise<{ drill: DrillSummary; created: boolean }> {
    const { drills, queue, routeOf, tell } = this.options;
    const route = routeOf(job);
    const result = await drills.enqueue(job, { ...options, route });
    if (result.created) {
      await queue.send({
        drillId: result.drill.id,
        jobRef: job.ref,
        ...route,
      });
      await tell(result.drill);
    }
    return result;
  }

  async startByRef(
    jobRef: string,
    options: { startedBy: string; now: Date },
  ): Promise<{ drill: DrillSummary; created: boolean }> {
    const job = await this.options.inventory.job(jobRef);
    if (!job) throw new NotFoundError(`There is no backup job "${jobRef}".`);
    return this.start(job, options);
  }

  /** A running drill ends within seconds, as soon as its scratch is wiped. */
  async cancel(id: string, now: Date): Promise<DrillSummary> {
    const { knex, drills, queue, abort, tell } = this.options;
    const { job } = await drills.summary(id);
    const state = await requestCancel(knex, id, now);
    if (state === 'ended') await queue.forget(job.ref);
    else abort(id);
    const drill = await drills.summary(id);
    await tell(drill);
    return drill;
  }

  /** Sends whatever should be in the queue; what is there already is left alone. */
  async resend(): Promise<void> {
    const { drills, queue } = this.options;
    for (const drill of await drills.queued()) await queue.send(drill);
  }
}
