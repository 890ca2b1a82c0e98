import { promises as fs } from 'node:fs';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { ConfigReader } from '@backstage/config';
import {
  groupArtifacts,
  type BackupStore,
  type StoredFile,
} from '@emr-backup/plugin-emr-backup-node';
import { resticStoreFactory } from '.';
import { TestRepository } from './__testUtils__/TestRepository';

async function listed(store: BackupStore, pattern: string) {
  const files: StoredFile[] = [];
  for await (const file of store.list({ pattern })) files.push(file);
  return files;
}

const file = (name: string, content: string) => ({
  path: name,
  content: Buffer.from(content),
  modifiedAt: new Date('2020-01-01T00:00:00Z'),
});

describe('the restic store', () => {
  let repository: TestRepository;
  let monday: string;
  let tuesday: string;
  let hillside: string;

  beforeAll(async () => {
    repository = await TestRepository.create();
    monday = await repository.backup(
      [file('db/dump.sql', 'monday'), file('docs/2020-01-01 a.pdf', 'scan')],
      { host: 'lakeside', time: '2026-11-16T23:00:01', tag: 'emr' },
    );
    tuesday = await repository.backup(
      [file('db/dump.sql', 'tuesday!'), file('docs/2020-01-01 a.pdf', 'scan')],
      { host: 'lakeside', time: '2026-11-17T23:00:01' },
    );
    hillside = await repository.backup([file('db/dump.sql', 'hillside')], {
      host: 'hillside',
      time: '2026-11-17T22:00:00',
    });
  }, 120_000);
  afterAll(() => repository.remove());

  it('lets a glob choose host, snapshot and path, newest first', async () => {
    const store = repository.store('vault');
    const paths = async (pattern: string) =>
      (await listed(store, pattern)).map(({ path: found }) => found);
    expect(await paths('lakeside/*/db/*.sql')).toEqual([
      `${tuesday}/db/dump.sql`,
      `${monday}/db/dump.sql`,
    ]);
    expect(await paths('*/20261117T*/db/*')).toEqual([
      `${tuesday}/db/dump.sql`,
      `${hillside}/db/dump.sql`,
    ]);
    expect(await paths('*/*.tar')).toEqual([
      `${tuesday}.tar`,
      `${hillside}.tar`,
      `${monday}.tar`,
    ]);
  }, 60_000);

  it('keeps to tags and to the newest when told to', async () => {
    const tagged = repository.store('vault', { tags: ['emr'] });
    expect((await listed(tagged, '*/*.tar'))[0].path).toBe(`${monday}.tar`);
    const newest = repository.store('vault', { newest: 1 });
    expect(await listed(newest, 'lakeside/*.tar')).toEqual([
      {
        path: `${tuesday}.tar`,
        bytes: 12,
        modifiedAt: '2026-11-17T23:00:01.000Z',
        snapshot: tuesday,
        digests: [expect.stringMatching(/^restic-tree:[0-9a-f]{64}$/)],
      },
    ]);
  }, 60_000);

  it('knows a snapshot that was copied to another repository by its content', async () => {
    const other = await TestRepository.create();
    try {
      await other.restic([
        'copy',
        `--from-repo=${repository.location}`,
        `--from-password-file=${repository.passwordFile}`,
        '--host=lakeside',
      ]);
      const digestsIn = async (from: TestRepository) =>
        (await listed(from.store('vault'), 'lakeside/*.tar')).map(
          ({ digests }) => digests,
        );
      const known = await digestsIn(repository);
      expect(new Set(known.flat()).size).toBe(2);
      expect(await digestsIn(other)).toEqual(known);
    } finally {
      await other.remove();
    }
  }, 120_000);

  it('makes one backup of each snapshot, as old as the snapshot', async () => {
    const files = await listed(repository.store('vault'), 'lakeside/**');
    expect(
      groupArtifacts(files, { timezone: 'America/Toronto' }).map(
        ({ takenAt, files: members }) => [takenAt, members.length],
      ),
    ).toEqual([
      ['2026-11-17T23:00:01.000Z', 2],
      ['2026-11-16T23:00:01.000Z', 2],
    ]);
  }, 60_000);

  it('opens a file of one snapshot, and a whole snapshot as tar', async () => {
    const store = repository.store('vault');
    expect(await text(await store.open(`${monday}/db/dump.sql`))).toBe(
      'monday',
    );
    const tar = await buffer(await store.open(`${monday}.tar`));
    expect(tar.subarray(257, 262).toString()).toBe('ustar');
    expect(tar.includes('docs/2020-01-01 a.pdf')).toBe(true);
  }, 60_000);

  it('opens by a password of app-config, and shows it in no argument', async () => {
    const store = repository.store('vault', { password: repository.password });
    expect(await listed(store, 'hillside/*.tar')).toHaveLength(1);
  }, 60_000);

  it('says that a snapshot is gone', async () => {
    const gone = 'lakeside/20261117T230001Z-00000000';
    const store = repository.store('vault');
    for (const storePath of [`${gone}/db/dump.sql`, `${gone}.tar`, 'x/y/z'])
      await expect(store.open(storePath)).rejects.toMatchObject({
        code: 'artifact-missing',
      });
  }, 60_000);

  it('says that the password is wrong', async () => {
    const store = repository.store('vault', { password: 'hunter2' });
    await expect(listed(store, '**')).rejects.toMatchObject({
      code: 'key-unavailable',
      message:
        'The repository of the store "vault" is not opened by the password that app-config has for it.',
    });
  }, 60_000);

  it('refuses a password file that everyone may read or that is not there', async () => {
    const open = path.join(repository.home, 'open-password');
    await fs.writeFile(open, 'x');
    await fs.chmod(open, 0o644);
    await expect(
      listed(repository.store('vault', { passwordFile: open }), '**'),
    ).rejects.toMatchObject({
      code: 'key-unavailable',
      message: expect.stringContaining('every account of this machine'),
    });
    await expect(
      listed(repository.store('vault', { passwordFile: '/nowhere' }), '**'),
    ).rejects.toMatchObject({
      code: 'key-unavailable',
      message: expect.stringContaining('cannot be read (ENOENT)'),
    });
  });

  it('tells a host that does not answer from a place without a repository', async () => {
    await expect(
      listed(
        repository.store('vault', { repository: 'rest:http://127.0.0.1:1/' }),
        '**',
      ),
    ).rejects.toMatchObject({
      code: 'store-unreachable',
      message:
        'The store "vault" cannot be reached: its host refused the connection.',
    });
    await expect(
      listed(repository.store('vault', { repository: repository.home }), '**'),
    ).rejects.toMatchObject({
      message:
        'The store "vault" cannot be reached: there is no restic repository.',
    });
  }, 60_000);

  it('writes nothing into the repository, not even a lock', async () => {
    // A lock that came and went would have changed its folder.
    const locks = path.join(repository.location, 'locks');
    const before = await fs.stat(locks);
    const store = repository.store('vault');
    await listed(store, 'hillside/**');
    await text(await store.open(`${hillside}/db/dump.sql`));
    expect((await fs.stat(locks)).mtimeMs).toBe(before.mtimeMs);
  }, 60_000);

  it('says that the repository lacks data', async () => {
    const index = path.join(repository.location, 'index');
    const aside = path.join(repository.home, 'index');
    await fs.rename(index, aside);
    await fs.mkdir(index);
    try {
      await expect(
        listed(repository.store('vault'), 'hillside/**'),
      ).rejects.toMatchObject({
        code: 'artifact-unreadable',
        message: expect.stringContaining('restic check'),
      });
    } finally {
      await fs.rm(index, { recursive: true });
      await fs.rename(aside, index);
    }
  }, 60_000);
});

describe('the settings of a restic store', () => {
  it.each([
    [
      'no password',
      { repository: '/x' },
      'emrBackup.stores.vault needs either passwordFile',
    ],
    [
      'two passwords',
      { repository: '/x', password: 'hunter2', passwordFile: '/y' },
      'emrBackup.stores.vault needs either passwordFile',
    ],
    [
      'a number of snapshots that is none',
      { repository: '/x', password: 'hunter2', newest: 0 },
      'emrBackup.stores.vault.newest is 0',
    ],
  ])('refuse %s', (_, settings, message) => {
    const make = () =>
      resticStoreFactory.create('vault', new ConfigReader(settings));
    expect(make).toThrow(message);
    expect(make).not.toThrow(/hunter2/);
  });
});
