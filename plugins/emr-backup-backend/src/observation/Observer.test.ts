import { promises as fs } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openDatabase } from '../database';
import { filesystemStoreFactory, StoreRegistry } from '../store';
import { knownJob } from '../__testUtils__/facts';
import { DATABASES } from '../__testUtils__/databases';
import { Place } from '../__testUtils__/Place';
import { LookRhythm } from './lookRhythm';
import { ObservationStore } from './ObservationStore';
import { Observer } from './Observer';

jest.setTimeout(60_000);

const job = knownJob({ copies: [{ store: 'shelf', path: 'lakeside/*' }] });
const [copy] = job.spec.copies;
const AT_REST = '2026-11-10T00:00:00.000Z';

describe.each(DATABASES)('looking at a store, recorded in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let place: Place;
  let observations: ObservationStore;
  let observer: Observer;
  let stores: StoreRegistry;
  let knex: Knex;

  beforeEach(async () => {
    place = await Place.make();
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    observations = ObservationStore.create(knex);
    stores = StoreRegistry.create(
      mockServices.rootConfig({ data: { emrBackup: place.config() } }),
      [filesystemStoreFactory],
    );
    observer = new Observer({
      stores,
      observations,
      rhythm: new LookRhythm({ everySeconds: 900, shortestSeconds: 60 }),
      shrunk: { below: 0.5, of: 7 },
      digestUpToBytes: 1_000_000,
      retentionSeconds: 400 * 86_400,
      logger: mockServices.logger.mock(),
    });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await place.remove();
  });

  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
  const look = (minute: number) =>
    observer.observe(job, copy, { now: at(minute) });
  /** A file of so many bytes that was written long ago, or when told. */
  const write = async (name: string, bytes: number, written?: Date) => {
    const file = `shelf/lakeside/${name}`;
    await place.write(file, 'x'.repeat(bytes));
    const time = written ?? new Date(AT_REST);
    await fs.utimes(path.join(place.folder, file), time, time);
  };
  const history = () =>
    observations.history({
      jobRef: job.ref,
      store: 'shelf',
      since: '2026-01-01T00:00:00.000Z',
      limit: 50,
      offset: 0,
    });
  const facts = async () => (await observations.copies([job.ref]))[0];

  it('remembers the newest backup and the newest that holds something', async () => {
    await place.write(
      'shelf/lakeside/emr-20261119-230000.sql.gz',
      gzipSync('x'.repeat(9000)),
    );
    await place.write(
      'shelf/lakeside/emr-20261120-230000.sql.gz',
      gzipSync(''),
    );
    await look(0);
    const { artifacts, newest, newestGood, problem } = await facts();
    expect({ artifacts, problem }).toEqual({ artifacts: 2, problem: null });
    expect(newest).toMatchObject({
      name: 'emr-20261120-230000.sql.gz',
      bytes: 20,
      hollow: true,
      takenAt: '2026-11-21T04:00:00.000Z',
    });
    expect(newestGood).toMatchObject({
      name: 'emr-20261119-230000.sql.gz',
      hollow: false,
    });
  });

  it.each<[string, Buffer | string, boolean]>([
    ['no bytes', '', true],
    ['an empty gzip', gzipSync(''), true],
    ['a tiny gzip that holds something', gzipSync('x'), false],
    ['a few bytes of something else', 'Salted__12345678', false],
    ['a damaged tiny gzip', gzipSync('').subarray(0, 15), false],
  ])('takes %s for hollow or not', async (_, content, hollow) => {
    await place.write('shelf/lakeside/emr.sql.gz', content);
    await look(0);
    expect((await facts()).newest?.hollow).toBe(hollow);
  });

  it('keeps two backups of one name in different folders apart', async () => {
    const two = { store: 'shelf', path: '*/dump.sql' };
    await place.write('shelf/a/dump.sql', 'a');
    await place.write('shelf/b/dump.sql', 'b');
    await observer.observe(job, two, { now: at(0) });
    expect((await facts()).artifacts).toBe(2);
  });

  it('forgets nothing when a backup leaves the store, until retention ends', async () => {
    const file = 'shelf/lakeside/emr-20261120-230000.sql';
    await place.write(file, 'x');
    await look(0);
    await fs.rm(path.join(place.folder, file));
    await look(10);
    expect(await facts()).toMatchObject({ artifacts: 0, newest: null });
    const since = '2026-11-01T00:00:00.000Z';
    expect(await observations.takenSince([job.ref], since)).toHaveLength(1);
    expect(await observations.forgetGoneBefore(at(10).toISOString())).toBe(0);
    expect(await observations.forgetGoneBefore(at(11).toISOString())).toBe(1);
    expect(await observations.takenSince([job.ref], since)).toEqual([]);
  });

  it('records a store that cannot be reached and keeps what was seen', async () => {
    await place.write('shelf/lakeside/emr-20261120-230000.sql', 'x');
    await look(0);
    await fs.rename(
      path.join(place.folder, 'shelf'),
      path.join(place.folder, 'unmounted'),
    );
    await look(10);
    const known = await facts();
    expect(known.problem).toBe(
      'The root of the store "shelf" (emrBackup.stores.shelf.root) cannot be reached (ENOENT).',
    );
    expect(known.observedAt).toBe(at(10).toISOString());
    expect(known.firstObservedAt).toBe(at(0).toISOString());
    expect(known.newest?.name).toBe('emr-20261120-230000.sql');
  });

  it('keeps every version of a file that is written over each night', async () => {
    const file = 'shelf/lakeside/latest.sql';
    const version = async (bytes: number, time: string) => {
      await place.write(file, 'x'.repeat(bytes));
      const modified = new Date(time);
      await fs.utimes(path.join(place.folder, file), modified, modified);
    };
    await version(100, '2026-11-21T04:00:00Z');
    await look(0);
    await version(90, '2026-11-22T04:00:00Z');
    await look(10);
    await look(20);
    const { items } = await history();
    expect(items.map(item => [item.bytes, item.takenAt, item.goneAt])).toEqual([
      [90, '2026-11-22T04:00:00.000Z', null],
      [100, '2026-11-21T04:00:00.000Z', at(10).toISOString()],
    ]);
    expect((await facts()).artifacts).toBe(1);
  });

  it('takes a file that still grows for one backup, and not for a shrunk one', async () => {
    for (const night of [17, 18, 19, 20])
      await write(`emr-202611${night}-230000.sql`, 9000);
    const growing = async (bytes: number, minute: number) => {
      await write('emr-20261121-230000.sql', bytes, at(minute));
      await look(minute);
      return (await facts()).newest;
    };
    expect(await growing(10, 0)).toMatchObject({
      bytes: 10,
      shrunk: false,
      digests: [],
    });
    expect(await growing(8000, 10)).toMatchObject({ bytes: 8000 });
    await look(20);
    const { newest, artifacts } = await facts();
    expect(newest).toMatchObject({ bytes: 8000, shrunk: false });
    expect(newest?.digests).toHaveLength(2);
    expect(artifacts).toBe(5);
    expect((await history()).totalItems).toBe(5);
  });

  it('says that a backup shrank, until the new size is the usual one', async () => {
    const newest = async (day: number, bytes: number) => {
      const name = `emr-202611${String(day).padStart(2, '0')}-010000.sql`;
      await write(name, bytes);
      await look(day);
      return (await facts()).newest?.shrunk;
    };
    const seen = [];
    for (const [index, bytes] of [
      900, 100, 950, 1000, 980, 300, 1010, 320, 310, 305, 300, 300,
    ].entries())
      seen.push(await newest(index + 1, bytes));
    expect(seen).toEqual([0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 0].map(Boolean));
    expect((await history()).items.filter(item => item.shrunk)).toHaveLength(4);
  });

  it('knows a backup by the digests of its content, of several files by all of them', async () => {
    const content = 'x'.repeat(100);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const md5 = createHash('md5').update(content).digest('hex');
    await write('emr-20261120-230000.sql', 100);
    await look(0);
    expect((await facts()).newest?.digests).toEqual([
      `sha256:${sha256}`,
      `md5:${md5}`,
    ]);
    expect((await history()).items[0].digest).toBe(`sha256:${sha256}`);
    for (const folder of ['2026-11-21', 'deeper/2026-11-21'])
      for (const name of ['a.sql', 'b.sql'])
        await write(`${folder}/${name}`, folder.length > 20 ? 7 : 6);
    const everywhere = { store: 'shelf', path: 'lakeside/**' };
    await observer.observe(job, everywhere, { now: at(10) });
    const [, both] = await observations.copies([job.ref]);
    const [one, other] = both.recent.filter(
      artifact => artifact.name === '2026-11-21',
    );
    expect(one.digests[0]).toMatch(/^sha256-of-files:[0-9a-f]{64}$/);
    expect(other.digests).toEqual(one.digests);
  });

  it('reads nothing again that is as it was', async () => {
    await write('emr-20261120-230000.sql', 100);
    await look(0);
    const before = await facts();
    // Other bytes of the same size and time: only reading would tell.
    await place.write(
      'shelf/lakeside/emr-20261120-230000.sql',
      'y'.repeat(100),
    );
    const old = new Date(AT_REST);
    const file = path.join(
      place.folder,
      'shelf/lakeside/emr-20261120-230000.sql',
    );
    await fs.utimes(file, old, old);
    await look(10);
    expect((await facts()).newest).toEqual(before.newest);
  });

  it('writes no artifact again that is as it was', async () => {
    for (const night of [17, 18, 19, 20])
      await write(`emr-202611${night}-230000.sql`, 100);
    await look(0);
    const written: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => {
      if (/^(insert|update|delete)/.test(sql)) written.push(sql);
    });
    await look(10);
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/emr_copies/);
    await fs.rm(
      path.join(place.folder, 'shelf/lakeside/emr-20261117-230000.sql'),
    );
    await look(20);
    expect(written.filter(sql => sql.includes('emr_artifacts'))).toHaveLength(
      1,
    );
    expect((await facts()).artifacts).toBe(3);
  });

  it('marks nothing as gone when the store vanishes in the middle of a look', async () => {
    for (const night of [17, 18, 19, 20])
      await write(`emr-202611${night}-230000.sql`, 100);
    await look(0);
    const store = stores.get('shelf');
    const list = store.list.bind(store);
    jest.spyOn(store, 'list').mockImplementation(async function* half(request) {
      for await (const file of list(request)) {
        yield file;
        await fs.rename(
          path.join(place.folder, 'shelf'),
          path.join(place.folder, 'unmounted'),
        );
      }
    });
    await look(10);
    const known = await facts();
    expect(known).toMatchObject({
      problemCode: 'store-unreachable',
      problemSince: at(10).toISOString(),
      artifacts: 4,
      emptiedAt: null,
    });
    await look(20);
    expect((await facts()).problemSince).toBe(at(10).toISOString());
    const { items } = await history();
    expect(items.map(item => item.goneAt)).toEqual([null, null, null, null]);
  });

  it('remembers when the last backup left', async () => {
    await write('emr-20261120-230000.sql', 100);
    await look(0);
    expect((await facts()).emptiedAt).toBeNull();
    await fs.rm(path.join(place.folder, 'shelf/lakeside'), { recursive: true });
    await look(10);
    await look(20);
    expect((await facts()).emptiedAt).toBe(at(10).toISOString());
    await write('emr-20261121-230000.sql', 100);
    await look(30);
    expect((await facts()).emptiedAt).toBeNull();
  });

  it('does not take for gone what a store does not list any more', async () => {
    for (const night of [17, 18, 19])
      await write(`emr-202611${night}-230000.sql`, 100);
    await look(0);
    await fs.rm(
      path.join(place.folder, 'shelf/lakeside/emr-20261117-230000.sql'),
    );
    Object.assign(stores.get('shelf'), { listsNewest: 2 });
    await look(10);
    expect((await facts()).artifacts).toBe(3);
    await fs.rm(
      path.join(place.folder, 'shelf/lakeside/emr-20261118-230000.sql'),
    );
    await look(20);
    // One is less than it lists: what is not there left.
    expect((await facts()).artifacts).toBe(1);
  });

  it('does not look for a carried medium whose store nobody knows', async () => {
    const custody = { every: 'P7D' };
    const carried = knownJob({
      copies: [{ store: 'disk-in-a-bag', path: '*', custody }],
    });
    const { jobRefs } = await observer.observeDue([carried], { now: at(0) });
    expect(jobRefs).toEqual([]);
    expect(await observations.copies([carried.ref])).toEqual([]);
  });

  it('looks again only when it is time', async () => {
    await place.write('shelf/lakeside/emr.sql', 'x');
    const due = async (now: Date) =>
      (await observer.observeDue([job], { now })).jobRefs;
    expect(await due(new Date())).toEqual([job.ref]);
    expect(await due(new Date())).toEqual([]);
    expect(await due(new Date(Date.now() + 901_000))).toEqual([job.ref]);
  });
});
