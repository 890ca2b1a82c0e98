import { writeFile } from 'node:fs/promises';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import unprocessedModule from '@backstage/plugin-catalog-backend-module-unprocessed';
import emrModule from './index';

const KINDS = [
  'Location',
  'Group',
  'User',
  'Resource',
  'Clinic',
  'EmrServer',
  'BackupJob',
  'Vendor',
];

const SURROUNDINGS = `
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: it-west }
spec: { type: team, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: { name: lakeside-firewall }
spec: { type: firewall, owner: it-west }
---
apiVersion: emr-backup/v1
kind: Clinic
metadata: { name: lakeside-family, title: Lakeside Family Health }
spec: { owner: it-west, timezone: America/Toronto }
---
apiVersion: emr-backup/v1
kind: EmrServer
metadata: { name: lakeside-oscar }
spec:
  owner: it-west
  clinic: lakeside-family
  product: oscar
  suppliedBy: infomedic
  dependsOn: [resource:default/lakeside-firewall]
---
apiVersion: emr-backup/v1
kind: Vendor
metadata: { name: infomedic }
spec:
  owner: group:default/it-west
  type: emr
  agreement: { type: BAA, signed: 2025-02-01, expires: 2027-02-01 }
`;

const job = (name: string, every: string) => `
apiVersion: emr-backup/v1
kind: BackupJob
metadata: { name: ${name} }
spec:
  owner: it-west
  server: lakeside-oscar
  operatedBy: infomedic
  schedule: { every: ${every} }
  copies: [{ store: toronto-dc, path: 'lakeside/*.enc' }]
`;

const BROKEN_JOB_ERROR =
  'BackupJob default/hourly: spec.schedule.every is "1 hour"; it must be an ISO 8601 duration such as PT4H';

describe('the emr module in a real catalog', () => {
  const folder = createMockDirectory();
  let backend: TestBackend;

  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/catalog${path}`,
    );
    return response.ok ? response.json() : undefined;
  };

  const entity = async (kind: string, name: string) =>
    (await get(`/entities/by-name/${kind}/default/${name}`)) as
      | AlphaEntity
      | undefined;

  const relations = async (kind: string, name: string) =>
    (await entity(kind, name))?.relations
      ?.map(({ type, targetRef }) => `${type} ${targetRef}`)
      .sort();

  const eventually = async (assertion: () => Promise<void>) => {
    const giveUp = Date.now() + 30_000;
    for (;;) {
      try {
        await assertion();
        return;
      } catch (error) {
        if (Date.now() > giveUp) {
          throw error;
        }
        await new Promise(resolve => {
          setTimeout(resolve, 200);
        });
      }
    }
  };

  beforeAll(async () => {
    folder.setContent({
      'surroundings.yaml': SURROUNDINGS,
      'nightly.yaml': job('nightly', 'P1D'),
      'hourly.yaml': job('hourly', '1 hour'),
    });
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        unprocessedModule,
        emrModule,
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              processingInterval: { seconds: 1 },
              stitchingStrategy: {
                mode: 'deferred',
                pollingInterval: { milliseconds: 200 },
              },
              rules: [{ allow: KINDS }],
              locations: ['surroundings', 'nightly', 'hourly'].map(name => ({
                type: 'file',
                target: folder.resolve(`${name}.yaml`),
              })),
            },
          },
        }),
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
  });

  it.each([
    [
      'clinic',
      'lakeside-family',
      [
        'hasPart emrserver:default/lakeside-oscar',
        'ownedBy group:default/it-west',
      ],
    ],
    [
      'emrserver',
      'lakeside-oscar',
      [
        'dependsOn resource:default/lakeside-firewall',
        'ownedBy group:default/it-west',
        'partOf clinic:default/lakeside-family',
        'protectedBy backupjob:default/nightly',
        'suppliedBy vendor:default/infomedic',
      ],
    ],
    [
      'backupjob',
      'nightly',
      [
        'operatedBy vendor:default/infomedic',
        'ownedBy group:default/it-west',
        'protects emrserver:default/lakeside-oscar',
      ],
    ],
    [
      'vendor',
      'infomedic',
      [
        'operates backupjob:default/nightly',
        'ownedBy group:default/it-west',
        'supplies emrserver:default/lakeside-oscar',
      ],
    ],
    [
      'resource',
      'lakeside-firewall',
      [
        'dependencyOf emrserver:default/lakeside-oscar',
        'ownedBy group:default/it-west',
      ],
    ],
    [
      'group',
      'it-west',
      [
        'ownerOf backupjob:default/nightly',
        'ownerOf clinic:default/lakeside-family',
        'ownerOf emrserver:default/lakeside-oscar',
        'ownerOf resource:default/lakeside-firewall',
        'ownerOf vendor:default/infomedic',
      ],
    ],
  ])(
    'relates %s %s to its neighbors and nothing else',
    async (kind, name, expected) => {
      await eventually(async () => {
        expect(await relations(kind, name)).toEqual(expected);
      });
    },
    60_000,
  );

  // The catalog counts an entity that never became one as pending, for ever.
  it('lists a job that never was valid among the unprocessed entities, with its sentence', async () => {
    await eventually(async () => {
      const { entities } = (await get('/entities/unprocessed/pending')) as {
        entities: {
          unprocessed_entity: Entity;
          errors: { message: string }[];
        }[];
      };
      expect(
        entities.map(pending => stringifyEntityRef(pending.unprocessed_entity)),
      ).toEqual(['backupjob:default/hourly']);
      expect(entities[0].errors[0].message).toContain(BROKEN_JOB_ERROR);
    });
    expect(await entity('backupjob', 'hourly')).toBeUndefined();
  }, 60_000);

  it('keeps a job that breaks later, with the error on it, and the others unharmed', async () => {
    await writeFile(folder.resolve('nightly.yaml'), job('nightly', 'nightly'));
    await eventually(async () => {
      const nightly = await entity('backupjob', 'nightly');
      expect(nightly?.spec?.schedule).toEqual({ every: 'P1D' });
      expect(
        nightly?.status?.items?.map(({ level, message }) => [level, message]),
      ).toEqual([
        [
          'error',
          expect.stringContaining(
            'BackupJob default/nightly: spec.schedule.every is "nightly"; it must be an ISO 8601 duration such as PT4H',
          ),
        ],
      ]);
    });
    const clinic = await entity('clinic', 'lakeside-family');
    expect(clinic?.metadata.title).toBe('Lakeside Family Health');
    expect(clinic?.status?.items ?? []).toEqual([]);
  }, 60_000);
});
