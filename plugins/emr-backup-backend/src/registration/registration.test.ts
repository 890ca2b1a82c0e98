import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import catalogModuleEmr from '@emr-backup/plugin-catalog-backend-module-emr';
import request from 'supertest';
import plugin from '..';
import { clinic, job, server } from '../__testUtils__/entities';
import { Place } from '../__testUtils__/Place';

jest.setTimeout(120_000);

const GROUP = `
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: it-west }
spec: { type: team, children: [] }
---
apiVersion: emr-backup/v1
kind: Vendor
metadata: { name: infomedic }
spec: { owner: it-west, type: emr }
---
apiVersion: emr-backup/v1
kind: Clinic
metadata: { name: harbour }
spec: { owner: it-west, timezone: America/Toronto }
`;

const KINDS = [
  'Group',
  'Location',
  'Clinic',
  'EmrServer',
  'BackupJob',
  'Vendor',
];

const lakeside = () => [
  clinic('lakeside'),
  server('lakeside-emr', 'lakeside', { product: 'oscar' }),
  job('lakeside', 'lakeside-emr'),
];

describe('registering clinics', () => {
  let place: Place;
  let backend: TestBackend;

  const named = async (kind: string, name: string) => {
    const response = await request(backend.server).get(
      `/api/catalog/entities/by-name/${kind}/default/${name}`,
    );
    return response.status === 200 ? (response.body as Entity) : undefined;
  };

  const eventually = async <T>(read: () => Promise<T | undefined>) => {
    for (;;) {
      const value = await read();
      if (value !== undefined) return value;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  };

  const start = async (enabled: boolean) => {
    place = await Place.make();
    await place.write('catalog/group.yaml', GROUP);
    const events = mockServices.events();
    backend = await startTestBackend({
      features: [
        plugin,
        catalogPlugin,
        catalogModuleEmr,
        // One for all plugins, as in a real backend.
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
        mockServices.rootConfig.factory({
          data: {
            emrBackup: place.config({ registration: { enabled } }),
            catalog: {
              processingInterval: { seconds: 1 },
              stitchingStrategy: {
                mode: 'deferred',
                pollingInterval: { milliseconds: 100 },
              },
              rules: [{ allow: KINDS }],
              locations: [
                {
                  type: 'file',
                  target: `${place.folder}/catalog/group.yaml`,
                },
              ],
            },
          },
        }),
      ],
    });
    await eventually(() => named('clinic', 'harbour'));
  };

  const register = (entities: unknown[], dryRun = false) =>
    request(backend.server)
      .post('/api/emr-backup/registrations')
      .send({ entities, dryRun });

  afterEach(async () => {
    await backend.stop();
    await place.remove();
  });

  it('brings a clinic with its server and job into the catalog, and takes it out again', async () => {
    await start(true);
    const tried = await register(lakeside(), true);
    expect(tried.body).toEqual({
      stored: false,
      problems: [],
      entities: [
        { ref: 'clinic:default/lakeside', change: 'new' },
        { ref: 'emrserver:default/lakeside-emr', change: 'new' },
        { ref: 'backupjob:default/lakeside', change: 'new' },
      ],
    });
    expect(await named('clinic', 'lakeside')).toBeUndefined();

    const stored = await register(lakeside());
    expect(stored.status).toBe(201);
    const known = await eventually(() => named('backupjob', 'lakeside'));
    expect(known.spec).toMatchObject({ server: 'lakeside-emr' });

    const again = await register(
      [...lakeside().slice(1), clinic('lakeside', { size: 9 })],
      true,
    );
    expect(
      again.body.entities.map(({ change }: { change: string }) => change),
    ).toEqual(['same', 'same', 'changed']);

    const list = async () =>
      (
        await request(backend.server).get(
          '/api/emr-backup/registrations/stored',
        )
      ).body.items;
    expect(await list()).toEqual([
      {
        ref: 'backupjob:default/lakeside',
        entity: expect.objectContaining({ kind: 'BackupJob' }),
        changedAt: expect.stringMatching(/^20.*Z$/),
        changedBy: 'user:default/mock',
      },
      expect.objectContaining({ ref: 'clinic:default/lakeside' }),
      expect.objectContaining({ ref: 'emrserver:default/lakeside-emr' }),
    ]);

    const removed = await request(backend.server).delete(
      '/api/emr-backup/registrations/backupjob%3Adefault%2Flakeside',
    );
    expect(removed.status).toBe(204);
    expect(await list()).toHaveLength(2);
    await eventually(async () =>
      (await named('backupjob', 'lakeside')) ? undefined : true,
    );
    expect(await named('clinic', 'lakeside')).toBeDefined();
  });

  it('stores nothing of a request in which anything is wrong, and names every fault', async () => {
    await start(true);
    const result = await register([
      ...lakeside(),
      clinic('cedar', { timezone: 'Mars/Base' }),
      server('cedar-emr', 'ceder'),
      clinic('cedar'),
      clinic('harbour'),
      clinic('Not a name'),
      {
        kind: 'Component',
        apiVersion: 'backstage.io/v1alpha1',
        metadata: { name: 'web' },
        spec: {},
      },
    ]);
    expect(result.status).toBe(200);
    expect(result.body.stored).toBe(false);
    expect(
      result.body.problems.map(
        ({ entity, message }: { entity: string; message: string }) =>
          `${entity}: ${message}`,
      ),
    ).toEqual([
      'Clinic cedar: spec.timezone is "Mars/Base"; it must be an IANA time zone such as America/Toronto',
      'Clinic cedar: metadata.name is "cedar"; another Clinic of this request has the same name',
      expect.stringMatching(/^Clinic Not a name: .*metadata\.name.*Not a name/),
      expect.stringMatching(
        /^Component web: apiVersion is "backstage.io\/v1alpha1"; it must be emr-backup\/v1/,
      ),
      expect.stringMatching(
        /^Clinic harbour: metadata.name is "harbour"; the catalog has this Clinic already, from file:/,
      ),
      'EmrServer cedar-emr: spec.clinic is "ceder"; neither the catalog nor this request has clinic:default/ceder',
    ]);
    const catalogs = await request(backend.server)
      .get('/api/emr-backup/registrations/entities')
      .set('Authorization', mockCredentials.service.header());
    expect(catalogs.body).toEqual({ items: [] });
  });

  it('only checks where storing is not switched on', async () => {
    await start(false);
    const asked = await request(backend.server).get(
      '/api/emr-backup/registrations',
    );
    expect(asked.body.allowed).toBe(false);
    expect(asked.body.reason).toContain('emrBackup.registration.enabled');
    expect((await register(lakeside(), true)).body.problems).toEqual([]);
    expect((await register(lakeside())).status).toBe(403);
  });
});
