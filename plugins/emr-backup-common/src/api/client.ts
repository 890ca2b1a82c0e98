import { z } from 'zod';
import {
  clinicStatusSchema,
  drillDetailSchema,
  drillSummarySchema,
  fleetPageSchema,
  jobStatusSchema,
  type ClinicStatus,
  type DrillDetail,
  type DrillQuery,
  type DrillSummary,
  type FleetPage,
  type FleetQuery,
  type JobStatus,
} from './model';
import {
  alarmPageSchema,
  alarmSchema,
  type AlarmQuery,
  type AlarmsApi,
} from './alarms';
import {
  backupHistorySchema,
  custodyLogSchema,
  type BackupHistoryQuery,
  type CopiesApi,
  type RecordCustody,
} from './copies';
import {
  heartbeatStatusSchema,
  heartbeatTokenSchema,
  type HeartbeatsApi,
} from './heartbeats';
import {
  drillPlanSchema,
  drillScheduleSchema,
  runnerStatusSchema,
  type PlanApi,
  type PlanQuery,
} from './plan';
import {
  operatorRecordSchema,
  type OperatorRecordQuery,
  type OperatorsApi,
} from './operators';
import { drillLogSchema, type DrillLog, type DrillLogQuery } from '../report';
import { recoveryKitSchema, type RecoveryKitApi } from './recoveryKit';
import {
  registeredEntitySchema,
  registrationResultSchema,
  type RegisterRequest,
  type RegistrationApi,
} from './registration';
import {
  selfTestSchema,
  selfTestStatusSchema,
  type SelfTest,
  type SelfTestStatus,
} from './selfTest';

/** What a page or another plugin can ask of the EMR Backup backend. @public */
export interface EmrBackupApi
  extends AlarmsApi,
    CopiesApi,
    HeartbeatsApi,
    OperatorsApi,
    PlanApi,
    RecoveryKitApi,
    RegistrationApi {
  getFleet(query?: FleetQuery): Promise<FleetPage>;
  getClinic(ref: string): Promise<ClinicStatus>;
  getJob(ref: string): Promise<JobStatus>;
  listDrills(query?: DrillQuery): Promise<DrillSummary[]>;
  getDrill(id: string): Promise<DrillDetail>;
  /** What a drill did, line by line; with `after` only the lines that came since. */
  getDrillLog(id: string, query?: DrillLogQuery): Promise<DrillLog>;
  startDrill(jobRef: string): Promise<DrillSummary>;
  cancelDrill(id: string): Promise<DrillSummary>;
  /** One entry a profile. */
  listSelfTests(): Promise<SelfTestStatus[]>;
  getSelfTest(id: string): Promise<SelfTest>;
  startSelfTest(jobRef: string): Promise<SelfTest>;
}

/** The part of fetch and discovery the client needs. @public */
export interface EmrBackupClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** The backend answered with an error; `status` is the HTTP status. @public */
export class EmrBackupApiError extends Error {
  readonly name = 'EmrBackupApiError';
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

const errorBody = z.object({ error: z.object({ message: z.string() }) });

const refPath = (ref: string) => encodeURIComponent(ref);

/** Typed client of the EMR Backup REST API. Answers are validated. @public */
export class EmrBackupClient implements EmrBackupApi {
  readonly #options: EmrBackupClientOptions;

  constructor(options: EmrBackupClientOptions) {
    this.#options = options;
  }

  getFleet(query: FleetQuery = {}) {
    return this.#call(fleetPageSchema, 'GET', '/clinics', query);
  }

  getClinic(ref: string) {
    return this.#call(clinicStatusSchema, 'GET', `/clinics/${refPath(ref)}`);
  }

  getJob(ref: string) {
    return this.#call(jobStatusSchema, 'GET', `/jobs/${refPath(ref)}`);
  }

  async listDrills(query: DrillQuery = {}) {
    const schema = z.object({ items: z.array(drillSummarySchema) });
    return (await this.#call(schema, 'GET', '/drills', query)).items;
  }

  getDrill(id: string) {
    return this.#call(drillDetailSchema, 'GET', `/drills/${refPath(id)}`);
  }

  getDrillLog(id: string, query: DrillLogQuery = {}) {
    const path = `/drills/${refPath(id)}/log`;
    return this.#call(drillLogSchema, 'GET', path, query);
  }

  startDrill(jobRef: string) {
    return this.#call(drillSummarySchema, 'POST', '/drills', undefined, {
      job: jobRef,
    });
  }

  cancelDrill(id: string) {
    return this.#call(
      drillSummarySchema,
      'POST',
      `/drills/${refPath(id)}/cancel`,
    );
  }

  async listSelfTests() {
    const schema = z.object({ items: z.array(selfTestStatusSchema) });
    return (await this.#call(schema, 'GET', '/self-tests')).items;
  }

  getSelfTest(id: string) {
    return this.#call(selfTestSchema, 'GET', `/self-tests/${refPath(id)}`);
  }

  startSelfTest(jobRef: string) {
    return this.#call(selfTestSchema, 'POST', '/self-tests', undefined, {
      job: jobRef,
    });
  }

  listAlarms(query: AlarmQuery = {}) {
    return this.#call(alarmPageSchema, 'GET', '/alarms', query);
  }

  getAlarm(id: string) {
    return this.#call(alarmSchema, 'GET', `/alarms/${refPath(id)}`);
  }

  acknowledgeAlarm(id: string, reason: string) {
    const path = `/alarms/${refPath(id)}/acknowledge`;
    return this.#call(alarmSchema, 'POST', path, undefined, { reason });
  }

  getBackupHistory(jobRef: string, query: BackupHistoryQuery = {}) {
    const path = `/jobs/${refPath(jobRef)}/backups`;
    return this.#call(backupHistorySchema, 'GET', path, query);
  }

  getCustody(jobRef: string) {
    const path = `/jobs/${refPath(jobRef)}/custody`;
    return this.#call(custodyLogSchema, 'GET', path);
  }

  recordCustody(jobRef: string, entry: RecordCustody) {
    const path = `/jobs/${refPath(jobRef)}/custody`;
    return this.#call(custodyLogSchema, 'POST', path, undefined, entry);
  }

  getHeartbeat(jobRef: string) {
    const path = `/jobs/${refPath(jobRef)}/heartbeat`;
    return this.#call(heartbeatStatusSchema, 'GET', path);
  }

  createHeartbeatToken(jobRef: string) {
    const path = `/jobs/${refPath(jobRef)}/heartbeat-tokens`;
    return this.#call(heartbeatTokenSchema, 'POST', path);
  }

  async revokeHeartbeatToken(jobRef: string, tokenId: string) {
    const path = `/jobs/${refPath(jobRef)}/heartbeat-tokens/${refPath(
      tokenId,
    )}`;
    await this.#call(z.unknown(), 'DELETE', path);
  }

  getPlan(query: PlanQuery = {}) {
    return this.#call(drillPlanSchema, 'GET', '/plan', query);
  }

  getSchedule(jobRef: string) {
    const path = `/jobs/${refPath(jobRef)}/schedule`;
    return this.#call(drillScheduleSchema, 'GET', path);
  }

  pauseDrills(jobRef: string, hold: { reason: string; until?: string }) {
    const path = `/jobs/${refPath(jobRef)}/pause`;
    return this.#call(drillScheduleSchema, 'POST', path, undefined, hold);
  }

  resumeDrills(jobRef: string) {
    const path = `/jobs/${refPath(jobRef)}/resume`;
    return this.#call(drillScheduleSchema, 'POST', path);
  }

  skipDrill(jobRef: string, reason: string) {
    const path = `/jobs/${refPath(jobRef)}/skip`;
    return this.#call(drillScheduleSchema, 'POST', path, undefined, { reason });
  }

  async listRunners() {
    const schema = z.object({ items: z.array(runnerStatusSchema) });
    return (await this.#call(schema, 'GET', '/runners')).items;
  }

  getOperatorRecord(ref: string, query: OperatorRecordQuery = {}) {
    const path = `/operators/${refPath(ref)}/record`;
    return this.#call(operatorRecordSchema, 'GET', path, query);
  }

  getRecoveryKit(jobRef: string) {
    const path = `/jobs/${refPath(jobRef)}/recovery-kit`;
    return this.#call(recoveryKitSchema, 'GET', path);
  }

  canRegister() {
    const schema = z.object({
      allowed: z.boolean(),
      reason: z.string().nullable(),
    });
    return this.#call(schema, 'GET', '/registrations');
  }

  register(request: RegisterRequest) {
    return this.#call(
      registrationResultSchema,
      'POST',
      '/registrations',
      undefined,
      request,
    );
  }

  async listRegistered() {
    const schema = z.object({ items: z.array(registeredEntitySchema) });
    return (await this.#call(schema, 'GET', '/registrations/stored')).items;
  }

  async unregister(ref: string) {
    await this.#call(z.unknown(), 'DELETE', `/registrations/${refPath(ref)}`);
  }

  async #call<T>(
    schema: z.ZodType<T>,
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    query: Record<string, string | number | unknown> = {},
    body?: unknown,
  ): Promise<T> {
    const { discoveryApi, fetchApi } = this.#options;
    const baseUrl = await discoveryApi.getBaseUrl('emr-backup');
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') params.set(key, String(value));
    }
    const search = params.size ? `?${params}` : '';
    const response = await fetchApi.fetch(`${baseUrl}${path}${search}`, {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : undefined,
      body: body ? JSON.stringify(body) : undefined,
    });
    if (!response.ok) {
      const parsed = errorBody.safeParse(
        await response.json().catch(() => undefined),
      );
      throw new EmrBackupApiError(
        response.status,
        parsed.success
          ? parsed.data.error.message
          : `The EMR Backup backend answered ${response.status}`,
      );
    }
    const answer: unknown =
      response.status === 204 ? undefined : await response.json();
    return schema.parse(answer);
  }
}
