import { promises as fs } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
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

describe.each(DATABASES)('looking at a store, recorded in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let place: Place;
  let observations: ObservationStore;
  let observer: Observer;

  beforeEach(async () => {
    place = await Place.make();
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    observations = ObservationStore.create(knex);
    observer = new Observer({
      stores: StoreRegistry.create(
        mockServices.rootConfig({ data: { emrBackup: place.config() } }),
        [filesystemStoreFactory],
      ),
      observations,
      rhythm: new LookRhythm({ everySeconds: 900, shortestSeconds: 60 }),
      shrunk: { below: 0.5, of: 7 },
      digestUpToBytes: 1_000_000,
      retentionSeconds: 400 * 86_400,
      logger: mockServices.logger.mock(),
    });
  });

  afterEach(() => place.remove());

  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
  const look = (minute: number) =>
    observer.observe(job, copy, { now: at(minute) });
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

  it('looks again only when it is time', async () => {
    await place.write('shelf/lakeside/emr.sql', 'x');
    const due = async (now: Date) =>
      (await observer.observeDue([job], { now })).jobRefs;
    expect(await due(new Date())).toEqual([job.ref]);
    expect(await due(new Date())).toEqual([]);
    expect(await due(new Date(Date.now() + 901_000))).toEqual([job.ref]);
  });
});
