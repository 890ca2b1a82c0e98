import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  drillDetailSchema,
  drillSummarySchema,
  type DrillDetail,
  type DrillSummary,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import request from 'supertest';
import plugin from '..';
import type { FakeEngine } from './FakeEngine';
import type { Place } from './Place';

/** What a test console is made of. */
export interface ConsoleOptions {
  place: Place;
  engine: FakeEngine;
  entities: Entity[];
  /** Permissions that are refused. */
  denied?: string[];
  /** More of `emrBackup` in app-config. */
  config?: Record<string, object>;
  /** A database that outlives the console. */
  knex?: Knex;
  features?: BackendFeature[];
}

/** Nothing is drilled by itself unless the test asks for it. */
const quietly = (config: Record<string, object> = {}) => ({
  ...config,
  drills: { defaults: { enabled: false }, ...config.drills },
});

/** A backend with the whole plugin in it, a fake engine, and rounds made when the test says. */
export class TestConsole {
  static async start(options: ConsoleOptions): Promise<TestConsole> {
    const { place, engine, entities, denied = [], knex } = options;
    const scheduler = mockServices.scheduler();
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: denied.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
    });
    const backend = await startTestBackend({
      features: [
        plugin,
        engine.module,
        catalogServiceMock.factory({ entities }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        permissions.factory,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'https://console.example' },
            emrBackup: place.config(quietly(options.config)),
          },
        }),
        ...(knex ? [mockServices.database.factory({ knex })] : []),
        ...(options.features ?? []),
      ],
    });
    const started = new TestConsole(backend, scheduler);
    await started.rounds();
    return started;
  }

  private constructor(
    private readonly backend: TestBackend,
    private readonly scheduler: ReturnType<typeof mockServices.scheduler>,
  ) {}

  /** Looks at the stores, then plans. */
  async rounds(): Promise<void> {
    await this.scheduler.triggerTask('emr-backup-observe');
    await this.scheduler.triggerTask('emr-backup-plan');
  }

  /** Starts the self-test that is due. */
  async selfTestRound(): Promise<void> {
    await this.scheduler.triggerTask('emr-backup-self-test');
  }

  /** Looks after the alarms, and tells of them. */
  async alarmRound(): Promise<void> {
    await this.scheduler.triggerTask('emr-backup-alarm');
    await this.scheduler.triggerTask('emr-backup-tell');
  }

  get(path: string) {
    return request(this.backend.server).get(`/api/emr-backup${path}`);
  }

  post(path: string, body?: object) {
    return request(this.backend.server)
      .post(`/api/emr-backup${path}`)
      .send(body);
  }

  delete(path: string) {
    return request(this.backend.server).delete(`/api/emr-backup${path}`);
  }

  /** For a program outside of this process. */
  async url(path: string): Promise<string> {
    return `http://127.0.0.1:${this.backend.server.port()}/api/emr-backup${path}`;
  }

  async startDrill(job: string): Promise<DrillSummary> {
    const response = await this.post('/drills', { job });
    return drillSummarySchema.parse(response.body);
  }

  /** Waits until the drill meets the condition. */
  async until(
    id: string,
    condition: (drill: DrillDetail) => boolean,
  ): Promise<DrillDetail> {
    for (;;) {
      const response = await this.get(`/drills/${id}`);
      const drill = drillDetailSchema.parse(response.body);
      if (condition(drill)) return drill;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  ended(id: string): Promise<DrillDetail> {
    return this.until(id, drill => drill.state === 'finished');
  }

  async stop(): Promise<void> {
    await this.backend.stop();
  }
}
