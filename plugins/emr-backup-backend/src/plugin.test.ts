import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  clinicStatusSchema,
  drillDetailSchema,
  drillSummarySchema,
  fleetPageSchema,
  jobStatusSchema,
  type DrillDetail,
} from '@emr-backup/plugin-emr-backup-common';
import request from 'supertest';
import plugin from '.';
import { clinic, job, server } from './testing/entities';
import { dumpOf, FAKE_PROFILE, FakeEngine } from './testing/FakeEngine';

jest.setTimeout(60_000);

const LAKESIDE = encodeURIComponent('backupjob:default/lakeside');

/** A shelf with backups, a profile folder and a work dir of one test. */
class Place {
  static async make(): Promise<Place> {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-backend-'));
    const place = new Place(folder);
    await place.write('profiles/fake.yaml', FAKE_PROFILE);
    await fs.mkdir(path.join(folder, 'shelf'));
    return place;
  }

  private constructor(readonly folder: string) {}

  async write(file: string, content: string | Buffer): Promise<void> {
    const target = path.join(this.folder, file);
    await fs.mkdir(path.dirname(target), { recursive: true });
    await fs.writeFile(target, content);
  }

  config(extra: Record<string, object> = {}) {
    return {
      stores: {
        shelf: { type: 'filesystem', root: path.join(this.folder, 'shelf') },
      },
      profiles: { folder: path.join(this.folder, 'profiles') },
      workDir: path.join(this.folder, 'work'),
      ...extra,
    };
  }
}

const stamp = (hoursAgo: number) =>
  new Date(Date.now() - hoursAgo * 3_600_000)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');

const fleet: Entity[] = [
  clinic('lakeside'),
  server('lakeside-emr', 'lakeside'),
  job('lakeside', 'lakeside-emr'),
  clinic('hillside', { region: 'Alberta' }),
  server('hillside-emr', 'hillside', { hosting: 'cloud' }),
  job('hillside', 'hillside-emr'),
  clinic('bayside'),
];

describe('the EMR Backup backend', () => {
  let place: Place;
  let engine: FakeEngine;
  let scheduler: ReturnType<typeof mockServices.scheduler>;
  let backend: TestBackend | undefined;

  beforeEach(async () => {
    place = await Place.make();
    engine = new FakeEngine();
    scheduler = mockServices.scheduler();
    await place.write(`shelf/lakeside/emr-${stamp(2)}.sql`, dumpOf(13));
    await place.write(
      `shelf/hillside/emr-${stamp(1)}.sql.gz`,
      gzipSync(Buffer.alloc(0)),
    );
  });

  afterEach(async () => {
    engine.release();
    await backend?.stop();
    backend = undefined;
    await fs.rm(place.folder, { recursive: true });
  });

  async function start(
    options: {
      entities?: Entity[];
      denied?: string[];
      config?: Record<string, object>;
    } = {},
  ) {
    const { entities = fleet, denied = [], config } = options;
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: denied.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
    });
    backend = await startTestBackend({
      features: [
        plugin,
        engine.module,
        catalogServiceMock.factory({ entities }),
        scheduler.factory(),
        permissions.factory,
        mockServices.rootConfig.factory({
          data: { emrBackup: place.config(config) },
        }),
      ],
    });
    await scheduler.triggerTask('emr-backup-observe');
    await scheduler.triggerTask('emr-backup-plan');
    return backend.server;
  }

  const api = (target: TestBackend['server']) => request(target);

  async function ended(
    target: TestBackend['server'],
    id: string,
  ): Promise<DrillDetail> {
    for (;;) {
      const response = await api(target).get(`/api/emr-backup/drills/${id}`);
      const drill = drillDetailSchema.parse(response.body);
      if (drill.state === 'finished') return drill;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  async function drill(target: TestBackend['server'], ref: string) {
    const response = await api(target)
      .post('/api/emr-backup/drills')
      .send({ job: ref });
    expect(response.status).toBe(201);
    return ended(target, drillSummarySchema.parse(response.body).id);
  }

  it('answers on health without credentials', async () => {
    const target = await start();
    const response = await api(target)
      .get('/api/emr-backup/health')
      .set('Authorization', mockCredentials.none.header());
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ status: 'ok' });
  });

  it('lists the clinics worst first', async () => {
    const target = await start();
    const response = await api(target).get('/api/emr-backup/clinics');
    expect(response.status).toBe(200);
    const page = fleetPageSchema.parse(response.body);
    expect(
      page.items.map(({ clinic: { title }, standing, reasons }) => [
        title,
        standing,
        reasons[0].code,
      ]),
    ).toEqual([
      ['Clinic hillside', 'failing', 'hollow'],
      ['Clinic bayside', 'unproven', 'no-backup-job'],
      ['Clinic lakeside', 'unproven', 'never-proven'],
    ]);
    expect(page.counts).toEqual({ clinics: 3, servers: 2, jobs: 2 });
    expect(page.standings).toEqual({
      failing: 1,
      overdue: 0,
      unproven: 2,
      proven: 0,
    });
    expect(page.items[2].strip).toHaveLength(28);
  });

  it('restores the newest backup and calls the clinic proven', async () => {
    const target = await start();
    const finished = await drill(target, 'backupjob:default/lakeside');
    expect(finished.reason).toEqual(
      expect.objectContaining({ code: 'restored' }),
    );
    expect(finished.outcome).toBe('passed');
    expect(finished.report?.wiped).toBe(true);
    expect(finished.artifact?.name).toMatch(/^emr-.*\.sql$/);
    expect(finished.checks.pass).toBeGreaterThan(0);
    const response = await api(target).get(`/api/emr-backup/jobs/${LAKESIDE}`);
    const status = jobStatusSchema.parse(response.body);
    expect(status.standing).toBe('proven');
    expect(status.lastProven?.drillId).toBe(finished.id);
    expect(status.copies[0].proved).toBe(true);
    expect(status.strip[27].drill).toBe('passed');
  });
});
