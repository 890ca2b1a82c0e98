import {
  EmrBackupApiError,
  STANDINGS,
  type ClinicStatus,
  type DrillDetail,
  type DrillLog,
  type DrillLogLine,
  type DrillLogQuery,
  type DrillQuery,
  type EmrBackupApi,
  type FleetGroup,
  type FleetPage,
  type FleetQuery,
  type OperatorRecord,
  type SelfTestStatus,
  type Standing,
} from '@emr-backup/plugin-emr-backup-common';
import { groupKey } from '../src/fleet/groups';
import { FakeOperationsApi } from './FakeOperationsApi';
import { sampleSelfTest } from './sampleSelfTest';
import {
  ago,
  sampleDetail,
  sampleDrill,
  sampleFailed,
  sampleRunning,
} from './sampleStatus';

function matches(clinic: ClinicStatus, query: FleetQuery): boolean {
  const { search, owner, ownedBy, operator, vendor, region, hosting } = query;
  const title = clinic.clinic.title.toLocaleLowerCase('en-US');
  return (
    (!search || title.includes(search.toLocaleLowerCase('en-US'))) &&
    (!owner || clinic.owner === owner) &&
    (!ownedBy || ownedBy.split(',').includes(clinic.owner ?? '')) &&
    (!operator || clinic.operators.includes(operator)) &&
    (!vendor ||
      clinic.operators.includes(vendor) ||
      clinic.suppliers?.includes(vendor) === true) &&
    (!region || clinic.region === region) &&
    (!hosting || clinic.hostings.includes(hosting))
  );
}

const NEVER = '9999';

/** The orders and groups the backend's database makes. */
function ordered(clinics: ClinicStatus[], query: FleetQuery): ClinicStatus[] {
  const { sort, group } = query;
  const sorted = [...clinics];
  if (sort === 'name')
    sorted.sort((a, b) => a.clinic.title.localeCompare(b.clinic.title));
  if (sort === 'breach')
    sorted.sort((a, b) =>
      (a.breachAt ?? NEVER).localeCompare(b.breachAt ?? NEVER),
    );
  if (group)
    sorted.sort((a, b) =>
      (groupKey(a, group) ?? NEVER).localeCompare(groupKey(b, group) ?? NEVER),
    );
  return sorted;
}

function countStandings(clinics: ClinicStatus[]): Record<Standing, number> {
  return Object.fromEntries(
    STANDINGS.map(standing => [
      standing,
      clinics.filter(clinic => clinic.standing === standing).length,
    ]),
  ) as Record<Standing, number>;
}

function groupsOf(
  clinics: ClinicStatus[],
  group: NonNullable<FleetQuery['group']>,
): FleetGroup[] {
  const keys = new Set(clinics.map(clinic => groupKey(clinic, group)));
  return [...keys].map(key => {
    const own = clinics.filter(clinic => groupKey(clinic, group) === key);
    return { key, clinics: own.length, standings: countStandings(own) };
  });
}

/** A backend in memory: enough to look at every page and to test them. */
export class FakeEmrBackupApi
  extends FakeOperationsApi
  implements EmrBackupApi
{
  readonly drills = new Map<string, DrillDetail>();
  readonly drillLogs = new Map<string, DrillLogLine[]>();
  selfTests: SelfTestStatus[] = [sampleSelfTest()];
  operatorRecord: Omit<OperatorRecord, 'jobs'> & { jobs?: number } = {
    passed: 11,
    failed: 1,
    error: 1,
    worst: [],
  };
  readonly #clinics: ClinicStatus[];

  constructor(clinics: ClinicStatus[]) {
    super();
    this.#clinics = clinics;
    for (const drill of [sampleDetail(), sampleRunning(), sampleFailed()]) {
      this.drills.set(drill.id, drill);
    }
  }

  async getFleet(query: FleetQuery = {}): Promise<FleetPage> {
    const found = this.#clinics.filter(clinic => matches(clinic, query));
    const shown = ordered(
      found.filter(
        clinic => !query.standing || clinic.standing === query.standing,
      ),
      query,
    );
    const offset = Number(query.offset ?? 0);
    return {
      items: shown.slice(offset, offset + Number(query.limit ?? 50)),
      totalItems: shown.length,
      standings: countStandings(found),
      ...(query.group && { groups: groupsOf(shown, query.group) }),
      counts: {
        clinics: this.#clinics.length,
        servers: this.#clinics.length,
        jobs: this.#clinics.length,
      },
      observedAt: ago(120),
    };
  }

  async getClinic(ref: string) {
    const clinic = this.#clinics.find(known => known.clinic.ref === ref);
    if (!clinic) throw new EmrBackupApiError(404, `No clinic ${ref}.`);
    return clinic;
  }

  async getJob(ref: string) {
    const job = this.#clinics
      .flatMap(({ jobs }) => jobs)
      .find(known => known.job.ref === ref);
    if (!job) throw new EmrBackupApiError(404, `No backup job ${ref}.`);
    return job;
  }

  async listDrills(query: DrillQuery = {}) {
    const job = this.#clinics
      .flatMap(({ jobs }) => jobs)
      .find(
        known =>
          known.job.ref === query.job || known.clinic?.ref === query.clinic,
      );
    if (!job?.lastDrill) return [];
    const older = [6, 13, 20].map((days, index) =>
      sampleDrill({
        id: `older-${days}`,
        startedAt: ago(days * 86_400),
        timings: sampleDrill().timings && {
          fetch: 38,
          open: 10,
          boot: 1,
          load: 190 - index * 15,
          index: 70,
          verify: 20,
          wipe: 1,
          total: 330 - index * 15,
        },
      }),
    );
    return [job.activeDrill, job.lastDrill, ...older].filter(
      drill => drill !== null,
    );
  }

  async getOperatorRecord(ref: string): Promise<OperatorRecord> {
    const jobs = this.#clinics
      .flatMap(clinic => clinic.jobs)
      .filter(({ operatedBy }) => operatedBy === ref);
    return { jobs: jobs.length, ...this.operatorRecord };
  }

  async getDrill(id: string) {
    const drill = this.drills.get(id);
    if (!drill) throw new EmrBackupApiError(404, `No drill ${id}.`);
    return drill;
  }

  async getDrillLog(id: string, query: DrillLogQuery = {}): Promise<DrillLog> {
    await this.getDrill(id);
    const after = Number(query.after ?? 0);
    const lines = this.drillLogs.get(id) ?? [];
    return { items: lines.filter(({ number }) => number > after) };
  }

  async startDrill(jobRef: string) {
    const job = await this.getJob(jobRef);
    job.activeDrill = { ...sampleRunning(), job: job.job, clinic: job.clinic };
    return job.activeDrill;
  }

  async listSelfTests() {
    return this.selfTests;
  }

  async getSelfTest(id: string) {
    const found = this.selfTests.find(({ newest }) => newest.id === id);
    if (!found) throw new EmrBackupApiError(404, `No self-test ${id}.`);
    return found.newest;
  }

  async startSelfTest(jobRef: string) {
    const { job } = await this.getJob(jobRef);
    const { newest } = sampleSelfTest();
    return { ...newest, job, state: 'queued' as const };
  }

  async cancelDrill(id: string) {
    const drill: DrillDetail = {
      ...(await this.getDrill(id)),
      state: 'finished',
      outcome: 'cancelled',
      reason: { code: 'cancelled', message: 'The drill was cancelled.' },
      endedAt: ago(0),
    };
    this.drills.set(id, drill);
    return drill;
  }
}
