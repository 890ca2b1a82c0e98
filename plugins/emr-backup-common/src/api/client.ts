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
  selfTestSchema,
  selfTestStatusSchema,
  type SelfTest,
  type SelfTestStatus,
} from './selfTest';

/** What a page or another plugin can ask of the EMR Backup backend. @public */
export interface EmrBackupApi {
  getFleet(query?: FleetQuery): Promise<FleetPage>;
  getClinic(ref: string): Promise<ClinicStatus>;
  getJob(ref: string): Promise<JobStatus>;
  listDrills(query?: DrillQuery): Promise<DrillSummary[]>;
  getDrill(id: string): Promise<DrillDetail>;
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

  async #call<T>(
    schema: z.ZodType<T>,
    method: 'GET' | 'POST',
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
    return schema.parse(await response.json());
  }
}
