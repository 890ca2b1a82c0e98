import type { CustodyStore } from '../custody';
import type { DrillFacts, DrillStore } from '../drills';
import type { KnownJob } from '../inventory';
import type { CopyFacts, ObservationStore } from '../observation';
import { Pace } from '../pace';
import { toInstant } from '../time';
import type { JobFacts, ScheduleFacts } from './JobFacts';
import { drilledCopyIndex, isBackup } from './JobFacts';
import { jobStrip, STRIP_DAYS, stripDays, type StripDay } from './strip';
import type { DayCell } from '@emr-backup/plugin-emr-backup-common';

/**
 * Jobs read together: bounds the values of one statement, the rows in memory,
 * and how long a request waits behind a round over thousands of jobs.
 */
const CHUNK = 64;

/** Reads the facts of many jobs with a fixed number of statements. */
export class JobReader {
  constructor(
    private readonly options: {
      observations: ObservationStore;
      drills: DrillStore;
      custody: CustodyStore;
      /** Of the jobs somebody holds or that have a turn in a catch-up. */
      schedules: (
        jobRefs: readonly string[],
        now: Date,
      ) => Promise<ReadonlyMap<string, ScheduleFacts>>;
      /** Looks once for all jobs of a reading, then tells what keeps each from being observed or drilled. */
      problems: () => Promise<
        (job: KnownJob) => { code: string; message: string }[]
      >;
    },
  ) {}

  async facts(
    jobs: readonly KnownJob[],
    now: Date = new Date(),
  ): Promise<JobFacts[]> {
    const problems = await this.options.problems();
    const all: JobFacts[] = [];
    const pace = new Pace();
    for (let start = 0; start < jobs.length; start += CHUNK) {
      if (start > 0) await pace.rest();
      const chunk = await this.#chunk(jobs.slice(start, start + CHUNK), now);
      all.push(
        ...chunk.map(entry => ({ ...entry, problems: problems(entry.job) })),
      );
    }
    return all;
  }

  /** The strip of each job by its ref. */
  async strips(
    facts: readonly JobFacts[],
    now: Date,
  ): Promise<Map<string, DayCell[]>> {
    const refs = facts.map(({ job }) => job.ref);
    const since = toInstant(now.getTime() - (STRIP_DAYS + 1) * 86_400_000);
    const backups = grouped(
      await this.options.observations.takenSince(refs, since),
    );
    const drills = grouped(await this.options.drills.endedSince(refs, since));
    const calendars = new Map<string, StripDay[]>();
    const daysIn = (timezone: string) => {
      const days = calendars.get(timezone) ?? stripDays(timezone, now);
      calendars.set(timezone, days);
      return days;
    };
    return new Map(
      facts.map(({ job, copies }) => {
        const index = drilledCopyIndex(job);
        const copy = job.spec.copies[index];
        const newest = copies[index]?.newestGood;
        const taken = (backups.get(job.ref) ?? []).filter(
          backup => backup.store === copy?.store && backup.path === copy.path,
        );
        return [
          job.ref,
          jobStrip(
            {
              job,
              firstObservedAt: copies[index]?.firstObservedAt ?? null,
              backups: newest ? [...taken, newest] : taken,
              drills: drills.get(job.ref) ?? [],
            },
            now,
            daysIn(job.timezone),
          ),
        ];
      }),
    );
  }

  async #chunk(
    jobs: readonly KnownJob[],
    now: Date,
  ): Promise<Omit<JobFacts, 'problems'>[]> {
    const { observations, drills, custody, schedules } = this.options;
    const refs = jobs.map(job => job.ref);
    const copies = grouped(await observations.copies(refs));
    const drillFacts = await drills.facts(refs);
    const carried = await custody.facts(jobs, now);
    const held = await schedules(refs, now);
    return jobs.map(job => ({
      job,
      copies: job.spec.copies.map(copy =>
        (copies.get(job.ref) ?? []).find(
          (known: CopyFacts) =>
            known.store === copy.store && known.path === copy.path,
        ),
      ),
      custody: carried.get(job.ref) ?? job.spec.copies.map(() => null),
      drills: ofBackups(job, drillFacts.get(job.ref) ?? {}),
      schedule: held.get(job.ref),
    }));
  }
}

/** What was drilled before its copy was declared a replica or mirror proves nothing now. */
function ofBackups({ spec }: KnownJob, drills: DrillFacts): DrillFacts {
  const { passed } = drills;
  const copies = spec.copies.filter(copy => copy.store === passed?.store);
  return copies.length > 0 && !copies.some(isBackup)
    ? { ...drills, passed: undefined }
    : drills;
}

function grouped<T extends { jobRef: string }>(
  items: readonly T[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.jobRef);
    if (group) group.push(item);
    else groups.set(item.jobRef, [item]);
  }
  return groups;
}
