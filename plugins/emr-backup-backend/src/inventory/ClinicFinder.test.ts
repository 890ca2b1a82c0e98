import type { Knex } from 'knex';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../database';
import { clinic, job, server } from '../__testUtils__/entities';
import { DATABASES } from '../__testUtils__/databases';
import { assembleInventory } from './assemble';
import { ClinicFinder } from './ClinicFinder';
import { InventoryStore } from './InventoryStore';

jest.setTimeout(60_000);

const filter = (more: object = {}) => ({ limit: 50, offset: 0, ...more });
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));

describe.each(DATABASES)('the inventory in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let store: InventoryStore;
  let finder: ClinicFinder;
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    store = InventoryStore.create(knex);
    finder = ClinicFinder.create(knex);
  });

  const replace = (
    entities: Parameters<typeof assembleInventory>[0],
    minute: number,
  ) =>
    store.replace(assembleInventory(entities, { timezone: 'UTC' }), at(minute));

  const lakeside = [
    clinic('lakeside'),
    server('emr', 'lakeside'),
    job('nightly', 'emr'),
  ];

  it('joins job, server and clinic by their refs', async () => {
    await replace(lakeside, 0);
    expect(await store.job('backupjob:default/nightly')).toMatchObject({
      title: 'Nightly nightly',
      serverRef: 'emrserver:default/emr',
      clinicRef: 'clinic:default/lakeside',
      clinicTitle: 'Clinic lakeside',
      operatedBy: 'vendor:default/infomedic',
      product: 'fake',
      timezone: 'America/Toronto',
      firstSeenAt: at(0).toISOString(),
    });
  });

  it('keeps what it knew of a job that leaves the catalog and returns', async () => {
    await replace(lakeside, 0);
    await replace([clinic('lakeside')], 1);
    expect(await store.jobs()).toEqual([]);
    expect(await finder.counts()).toEqual({ clinics: 1, servers: 0, jobs: 0 });
    await replace(lakeside, 2);
    expect((await store.jobs())[0].firstSeenAt).toBe(at(0).toISOString());
  });

  it('lets a job without a known server stand alone', async () => {
    await replace([job('stray', 'nowhere')], 0);
    expect(await store.job('backupjob:default/stray')).toMatchObject({
      serverRef: 'emrserver:default/nowhere',
      clinicRef: null,
      timezone: 'UTC',
    });
  });

  it.each([1, 499, 500, 501, 1100])(
    'reads each of %d jobs once',
    async count => {
      const names = Array.from({ length: count }, (_, index) => `n${index}`);
      await replace(
        names.map(name => job(name, 'nowhere')),
        0,
      );
      const read = (await store.jobs()).map(({ ref }) => ref);
      expect(read).toHaveLength(count);
      expect(new Set(read)).toEqual(
        new Set(names.map(name => `backupjob:default/${name}`)),
      );
    },
  );

  it('pages a thousand clinics worst first, the oldest backup first among equals', async () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      clinic(`c${String(index).padStart(4, '0')}`),
    );
    await replace(many, 0);
    await store.rememberStandings([
      standing('c0900', 'proven', 3, '2026-11-22'),
      standing('c0500', 'failing', 0, '2026-11-22'),
      standing('c0600', 'failing', 0, '2026-11-20'),
      standing('c0700', 'failing', 0, null),
    ]);
    const first = await finder.find(filter({ limit: 4 }));
    expect(first.totalItems).toBe(1000);
    expect(first.standings).toEqual({
      failing: 3,
      overdue: 0,
      unproven: 996,
      proven: 1,
    });
    expect(first.clinics.map(entry => entry.title)).toEqual([
      'Clinic c0700',
      'Clinic c0600',
      'Clinic c0500',
      'Clinic c0000',
    ]);
    const last = await finder.find(filter({ limit: 4, offset: 998 }));
    expect(last.clinics.map(entry => entry.title)).toEqual([
      'Clinic c0999',
      'Clinic c0900',
    ]);
  });

  it('writes a standing again only when it changed', async () => {
    await replace([clinic('a'), clinic('b')], 0);
    const both = [
      standing('a', 'failing', 0, '2026-11-22'),
      standing('b', 'proven', 3, null),
    ];
    await store.rememberStandings(both);
    const updates: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => {
      if (/^update/i.test(sql)) updates.push(sql);
    });
    await store.rememberStandings(both);
    expect(updates).toEqual([]);
    await store.rememberStandings([both[0], standing('b', 'failing', 0, null)]);
    expect(updates).toHaveLength(1);
    expect((await finder.find(filter())).standings.failing).toBe(2);
  });

  it('sorts by who leaves the objectives first, those without any last', async () => {
    await replace(
      ['a', 'b', 'c'].map(name => clinic(name)),
      0,
    );
    await store.rememberStandings([
      { ...standing('b', 'proven', 3, null), breachAt: '2026-11-25T00:00Z' },
      { ...standing('c', 'failing', 0, null), breachAt: '2026-11-20T00:00Z' },
    ]);
    const { clinics } = await finder.find(filter({ sort: 'breach' }));
    expect(clinics.map(({ title }) => title)).toEqual([
      'Clinic c',
      'Clinic b',
      'Clinic a',
    ]);
  });

  it('keeps the clinics of a group together and counts each group over all pages', async () => {
    const owned = (name: string, owner: string, region: string | undefined) => {
      const entity = clinic(name);
      return { ...entity, spec: { ...entity.spec, owner, region } };
    };
    await replace(
      [
        owned('a', 'group:default/west', undefined),
        owned('b', 'group:default/east', 'Québec'),
        owned('c', 'group:default/west', 'Ontario'),
        owned('d', 'group:default/north', 'Québec'),
      ],
      0,
    );
    await store.rememberStandings([standing('d', 'failing', 0, null)]);
    const regions = filter({ group: 'region', limit: 2 });
    const found = await finder.find(regions);
    expect(found.clinics.map(({ title }) => title)).toEqual([
      'Clinic c',
      'Clinic d',
    ]);
    const counted = await finder.groups(regions);
    expect(counted.map(({ key, clinics }) => [key, clinics])).toEqual([
      ['Ontario', 1],
      ['Québec', 2],
      [null, 1],
    ]);
    expect(counted[1].standings).toEqual({
      failing: 1,
      overdue: 0,
      unproven: 1,
      proven: 0,
    });
    const own = await finder.find(
      filter({
        sort: 'name',
        ownedBy: 'user:default/ann,Group:Default/West',
      }),
    );
    expect(own.clinics.map(({ title }) => title)).toEqual([
      'Clinic a',
      'Clinic c',
    ]);
  });

  it('finds the clinics that depend on a vendor, by its service or its product', async () => {
    await replace(
      [
        ...lakeside,
        clinic('alone'),
        clinic('supplied'),
        server('osp', 'supplied', { suppliedBy: 'Vendor:Default/Infomedic' }),
        server('spare', 'supplied', { suppliedBy: 'infomedic' }),
        clinic('near'),
        server('other', 'near', { suppliedBy: 'infomed' }),
      ],
      0,
    );
    const found = await finder.find(
      filter({ vendor: 'Vendor:default/Infomedic', sort: 'name' }),
    );
    expect(found.totalItems).toBe(2);
    expect(
      found.clinics.map(({ title, operators, suppliers }) => ({
        title,
        operators,
        suppliers,
      })),
    ).toEqual([
      {
        title: 'Clinic lakeside',
        operators: ['vendor:default/infomedic'],
        suppliers: [],
      },
      {
        title: 'Clinic supplied',
        operators: [],
        suppliers: ['vendor:default/infomedic'],
      },
    ]);
    const both = await finder.find(
      filter({ vendor: 'vendor:default/infomedic', search: 'supplied' }),
    );
    expect(both.totalItems).toBe(1);
    expect((await finder.find(filter({ search: 'infomed' }))).totalItems).toBe(
      3,
    );
  });

  it('groups by those who run the jobs', async () => {
    await replace([...lakeside, clinic('alone')], 0);
    expect(await finder.groups(filter({ group: 'operator' }))).toMatchObject([
      { key: 'vendor:default/infomedic', clinics: 1 },
      { key: null, clinics: 1 },
    ]);
  });

  it('takes %, _ and \\ in a search for themselves', async () => {
    await replace([clinic('a_b'), clinic('axb')], 0);
    const titles = async (search: string) =>
      (await finder.find(filter({ search }))).clinics.map(({ title }) => title);
    expect(await titles('a_b')).toEqual(['Clinic a_b']);
    expect(await titles('%')).toEqual([]);
    expect(await titles('\\')).toEqual([]);
    expect(await titles('CLINIC A')).toHaveLength(2);
  });
});

function standing(
  name: string,
  word: 'failing' | 'proven',
  rank: number,
  backupTakenAt: string | null,
) {
  return {
    ref: `clinic:default/${name}`,
    standing: word,
    rank,
    backupTakenAt,
    breachAt: null,
  };
}
