import {
  EmrBackupApiError,
  type Alarm,
  type AlarmPage,
  type AlarmQuery,
  type AlarmsApi,
  type BackupHistory,
  type CopiesApi,
  type CustodyLog,
  type DrillPlan,
  type DrillSchedule,
  type HeartbeatsApi,
  type HeartbeatStatus,
  type PlanApi,
  type RecordCustody,
  type RecoveryKit,
  type RecoveryKitApi,
  type RegisteredEntity,
  type RegisterRequest,
  type RegistrationApi,
  type RegistrationResult,
  type RunnerStatus,
} from '@emr-backup/plugin-emr-backup-common';

const ME = 'user:default/guest';

/** The half of the fake backend that is not about drills: empty until a test or the dev page fills it. */
export class FakeOperationsApi
  implements
    AlarmsApi,
    CopiesApi,
    HeartbeatsApi,
    PlanApi,
    RecoveryKitApi,
    RegistrationApi
{
  alarms: Alarm[] = [];
  history: BackupHistory = { items: [], totalItems: 0, gaps: [] };
  custody: CustodyLog = { items: [], nextDueAt: null, missed: false };
  heartbeat: HeartbeatStatus = {
    state: 'none',
    last: null,
    lastSuccessAt: null,
    expectedAt: null,
    tokens: [],
  };
  plan: DrillPlan = { items: [], totalItems: 0, pools: [], until: now() };
  schedule: DrillSchedule = {
    rhythm: 'every 30 days',
    policy: { every: 'P30D' },
    from: 'entity',
    window: '20:00-06:00',
    timezone: 'America/Toronto',
    pool: 'default',
    nextDrillAt: null,
    paused: null,
    skipped: null,
  };
  runners: RunnerStatus[] = [];
  recoveryKit: RecoveryKit = {
    generatedAt: now(),
    drillId: null,
    caveats: [],
    steps: [],
  };
  registering = { allowed: true, reason: null as string | null };
  registered: RegisterRequest[] = [];
  stored: RegisteredEntity[] = [];
  registrationResult: RegistrationResult = {
    stored: true,
    entities: [],
    problems: [],
  };

  async listAlarms(query: AlarmQuery = {}): Promise<AlarmPage> {
    const items = this.alarms.filter(
      alarm =>
        (alarm.resolvedAt === null) === ((query.state ?? 'open') === 'open') &&
        (!query.job || alarm.jobs.some(({ ref }) => ref === query.job)) &&
        (!query.clinic ||
          alarm.clinics.some(({ ref }) => ref === query.clinic)),
    );
    return { items, totalItems: items.length };
  }

  async getAlarm(id: string): Promise<Alarm> {
    const alarm = this.alarms.find(known => known.id === id);
    if (!alarm) throw new EmrBackupApiError(404, `No alarm ${id}.`);
    return alarm;
  }

  async acknowledgeAlarm(id: string, reason: string): Promise<Alarm> {
    const alarm = await this.getAlarm(id);
    alarm.acknowledged = { by: ME, at: now(), reason };
    return alarm;
  }

  async getBackupHistory() {
    return this.history;
  }

  async getCustody() {
    return this.custody;
  }

  async recordCustody(_job: string, entry: RecordCustody) {
    const { at = now(), note = null } = entry;
    const id = String(this.custody.items.length + 1);
    const item = { ...entry, id, at, note, recordedBy: ME };
    this.custody.items.unshift(item);
    return this.custody;
  }

  async getHeartbeat() {
    return this.heartbeat;
  }

  async createHeartbeatToken() {
    const id = String(this.heartbeat.tokens.length + 1);
    this.heartbeat.tokens.push({
      id,
      createdAt: now(),
      createdBy: ME,
      lastUsedAt: null,
    });
    return { id, token: `made-up-token-${id}` };
  }

  async revokeHeartbeatToken(_job: string, tokenId: string) {
    this.heartbeat.tokens = this.heartbeat.tokens.filter(
      ({ id }) => id !== tokenId,
    );
  }

  async getPlan() {
    return this.plan;
  }

  async getSchedule() {
    return this.schedule;
  }

  async pauseDrills(_job: string, hold: { reason: string; until?: string }) {
    const { reason, until = null } = hold;
    this.schedule.paused = { by: ME, at: now(), reason, until };
    return this.schedule;
  }

  async resumeDrills() {
    this.schedule.paused = null;
    this.schedule.skipped = null;
    return this.schedule;
  }

  async skipDrill(_job: string, reason: string) {
    this.schedule.skipped = { by: ME, at: now(), reason, until: null };
    return this.schedule;
  }

  async listRunners() {
    return this.runners;
  }

  async getRecoveryKit() {
    return this.recoveryKit;
  }

  async canRegister() {
    return this.registering;
  }

  async listRegistered() {
    return this.stored;
  }

  async unregister(ref: string) {
    this.stored = this.stored.filter(known => known.ref !== ref);
  }

  async register(request: RegisterRequest) {
    this.registered.push(request);
    return this.registrationResult;
  }
}

function now() {
  return new Date().toISOString();
}
