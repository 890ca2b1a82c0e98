import type { DrillDesk, DrillStore } from '../drills';
import type { KnownJob } from '../inventory';
import { plannedDrill, type JobFacts, type JobReader } from '../standing';

/** Queues the drills that are due, the job that waits longest for its proof first. */
export class DrillPlanner {
  constructor(
    private readonly options: {
      jobs: JobReader;
      drills: DrillStore;
      desk: DrillDesk;
    },
  ) {}

  async planDue(jobs: readonly KnownJob[], now: Date): Promise<string[]> {
    const { desk } = this.options;
    const planned: string[] = [];
    const facts = await this.options.jobs.facts(jobs);
    for (const entry of facts.filter(isDrillable).sort(byOldestProof)) {
      const at = plannedDrill(entry, now);
      if (at === null || at > now) continue;
      await desk.start(entry.job, { startedBy: 'schedule', now });
      planned.push(entry.job.ref);
    }
    return planned;
  }
}

/** There is something to restore, a policy to restore it by, and no drill on its way. */
function isDrillable({ job, drills, copies, problems }: JobFacts): boolean {
  const policy = job.spec.drill;
  const hasPolicy = Boolean(policy?.every ?? policy?.cron);
  const hasBackup = copies.some(copy => copy?.newest);
  return hasPolicy && hasBackup && !drills.active && problems.length === 0;
}

function proofTime({ drills }: JobFacts) {
  return drills.passed?.startedAt ?? drills.passed?.queuedAt ?? '';
}

function byOldestProof(one: JobFacts, other: JobFacts) {
  return proofTime(one).localeCompare(proofTime(other));
}
