import { NotFoundError } from '@backstage/errors';
import type {
  ClinicRow,
  ClinicStatus,
  DayCell,
  FleetPage,
  JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import type {
  ClinicFinder,
  ClinicRecord,
  FleetFilter,
  InventoryStore,
  KnownJob,
} from '../inventory';
import type { ObservationStore } from '../observation';
import { Pace } from '../pace';
import { clinicRow, standingRank } from './clinicRow';
import { jobStatus } from './jobStatus';
import type { JobReader } from './JobReader';

/** Clinics whose standings are judged together. */
const CHUNK = 32;

/** What alarms and heartbeats add to a job's page. */
export type JobMarks = ReadonlyMap<
  string,
  Pick<JobStatus, 'heartbeat' | 'openAlarms'>
>;

/** Answers what the pages ask, from our tables alone. */
export class FleetReader {
  constructor(
    private readonly options: {
      inventory: InventoryStore;
      clinics: ClinicFinder;
      observations: ObservationStore;
      jobs: JobReader;
      /** What other rooms know of the jobs. */
      marks: (jobs: readonly KnownJob[], now: Date) => Promise<JobMarks>;
    },
  ) {}

  async fleet(filter: FleetFilter, now: Date): Promise<FleetPage> {
    const { clinics, observations } = this.options;
    const found = await clinics.find(filter);
    const rows = await this.#rows(found.clinics, now);
    return {
      items: rows.map(({ row }) => row),
      totalItems: found.totalItems,
      standings: found.standings,
      ...(filter.group && { groups: await clinics.groups(filter) }),
      counts: await clinics.counts(),
      observedAt: await observations.lastLook(),
    };
  }

  async clinic(ref: string, now: Date): Promise<ClinicStatus> {
    const clinic = await this.options.clinics.get(ref);
    if (!clinic) throw new NotFoundError(`There is no clinic "${ref}".`);
    const [{ row, jobs }] = await this.#rows([clinic], now);
    return { ...row, size: clinic.size, jobs };
  }

  async job(ref: string, now: Date): Promise<JobStatus> {
    const job = await this.options.inventory.job(ref);
    if (!job) throw new NotFoundError(`There is no backup job "${ref}".`);
    return (await this.#statuses([job], now))[0];
  }

  /** Judges every clinic again, so that the database can sort and filter by standing. */
  async rememberStandings(now: Date): Promise<void> {
    await this.#remember(await this.options.clinics.all(), now);
  }

  /** The same for the clinic of one job, when something happened to it. */
  async rememberStandingOf(jobRef: string, now: Date): Promise<void> {
    const { clinics, inventory } = this.options;
    const job = await inventory.job(jobRef);
    const clinic = job?.clinicRef
      ? await clinics.get(job.clinicRef)
      : undefined;
    if (clinic) await this.#remember([clinic], now);
  }

  async #remember(clinics: readonly ClinicRecord[], now: Date): Promise<void> {
    const pace = new Pace();
    for (let start = 0; start < clinics.length; start += CHUNK) {
      const chunk = clinics.slice(start, start + CHUNK);
      const rows = await this.#rows(chunk, now, { strips: false });
      await this.options.inventory.rememberStandings(
        rows.map(({ row }) => ({
          ref: row.clinic.ref,
          standing: row.standing,
          rank: standingRank(row.standing),
          backupTakenAt: row.backupAge.takenAt,
          breachAt: row.breachAt ?? null,
        })),
      );
      await pace.rest();
    }
  }

  async #rows(
    clinics: readonly ClinicRecord[],
    now: Date,
    options: { strips: boolean } = { strips: true },
  ): Promise<{ row: ClinicRow; jobs: JobStatus[] }[]> {
    const jobs = await this.options.inventory.jobsOfClinics(
      clinics.map(clinic => clinic.ref),
    );
    const statuses = await this.#statuses(jobs, now, options);
    const ofClinic = new Map<string, JobStatus[]>();
    for (const status of statuses) {
      const ref = status.clinic?.ref ?? '';
      ofClinic.set(ref, [...(ofClinic.get(ref) ?? []), status]);
    }
    return clinics.map(clinic => {
      const own = ofClinic.get(clinic.ref) ?? [];
      const openAlarms = own.reduce(
        (sum, job) => sum + (job.openAlarms ?? 0),
        0,
      );
      return { row: { ...clinicRow(clinic, own, now), openAlarms }, jobs: own };
    });
  }

  async #statuses(
    jobs: readonly KnownJob[],
    now: Date,
    options: { strips: boolean } = { strips: true },
  ): Promise<JobStatus[]> {
    const facts = await this.options.jobs.facts(jobs);
    const strips: ReadonlyMap<string, DayCell[]> = options.strips
      ? await this.options.jobs.strips(facts, now)
      : new Map();
    const marks: JobMarks = options.strips
      ? await this.options.marks(jobs, now)
      : new Map();
    return facts.map(entry => ({
      ...jobStatus(entry, strips.get(entry.job.ref) ?? [], now),
      ...marks.get(entry.job.ref),
    }));
  }
}
