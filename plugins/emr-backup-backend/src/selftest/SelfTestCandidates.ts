import type { ProfileCatalog } from '@emr-backup/plugin-emr-backup-node';
import type { DrillStore } from '../drills';
import type { KnownJob } from '../inventory';
import { profileOfJob } from '../runner';
import type { JobFacts, JobReader } from '../standing';
import type { SelfTestStore } from './SelfTestStore';

/** A job whose backup can be broken on purpose, and the profile it is judged by. */
export interface SelfTestCandidate {
  profile: string;
  job: KnownJob;
}

/**
 * Finds good backups to break. A self-test drills one backup more than a dozen
 * times, so of the jobs of one profile the one whose last drill took least is
 * taken. A job that was of no use before (its copy is no stream, its control
 * did not pass) stands behind those that were not tried.
 */
export class SelfTestCandidates {
  constructor(
    private readonly options: {
      jobs: JobReader;
      drills: DrillStore;
      profiles: ProfileCatalog;
      store: SelfTestStore;
    },
  ) {}

  /** The best job of each profile in use. */
  async perProfile(known: readonly KnownJob[]): Promise<SelfTestCandidate[]> {
    const { jobs, store } = this.options;
    const useless = await store.uselessSince();
    const facts = (await jobs.facts(known)).filter(isProvenGood);
    facts.sort(
      (one, other) =>
        (useless.get(one.job.ref) ?? '').localeCompare(
          useless.get(other.job.ref) ?? '',
        ) || drillSeconds(one) - drillSeconds(other),
    );
    const chosen = new Map<string, KnownJob>();
    for (const fact of facts) {
      const profile = await this.#profileOf(fact);
      if (profile && !chosen.has(profile)) chosen.set(profile, fact.job);
    }
    return [...chosen].map(([profile, job]) => ({ profile, job }));
  }

  /** One job, when its last drill passed. */
  async ofJob(job: KnownJob): Promise<SelfTestCandidate | undefined> {
    const [fact] = await this.options.jobs.facts([job]);
    const profile = isProvenGood(fact)
      ? await this.#profileOf(fact)
      : undefined;
    return profile === undefined ? undefined : { profile, job };
  }

  /** As the next drill will choose it; when that recognizes the tables, as the last one did. */
  async #profileOf({ job, drills }: JobFacts): Promise<string | undefined> {
    const named = profileOfJob(job, this.options.profiles);
    if (named || !drills.passed) return named;
    const report = await this.options.drills.report(drills.passed.id);
    return report?.profile?.name;
  }
}

function isProvenGood({ drills, problems }: JobFacts): boolean {
  return drills.last?.outcome === 'passed' && problems.length === 0;
}

function drillSeconds({ drills }: JobFacts): number {
  return drills.last?.timings?.total ?? Number.MAX_VALUE;
}
