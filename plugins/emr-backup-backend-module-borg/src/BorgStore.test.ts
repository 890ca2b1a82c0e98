import { promises as fs } from 'node:fs';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { ConfigReader } from '@backstage/config';
import {
  groupArtifacts,
  type BackupStore,
  type StoredFile,
} from '@emr-backup/plugin-emr-backup-node';
import { borgStoreFactory } from '.';
import { TestRepository } from './__testUtils__/TestRepository';

async function listed(store: BackupStore, pattern: string) {
  const files: StoredFile[] = [];
  for await (const file of store.list({ pattern })) files.push(file);
  return files;
}

const file = (name: string, content: string | Buffer) => ({
  path: name,
  content: Buffer.from(content),
  modifiedAt: new Date('2020-01-01T00:00:00Z'),
});

describe('the borg store', () => {
  let repository: TestRepository;

  beforeAll(async () => {
    repository = await TestRepository.create();
    const documents = file('docs/2020-01-01 a.pdf', 'scan');
    for (const [archive, time, content] of [
      ['lakeside-mon', '2026-11-16T23:00:01', 'monday'],
      ['lakeside-tue', '2026-11-17T23:00:01', 'tuesday!'],
      ['hillside-tue', '2026-11-17T22:00:00', 'hillside'],
    ])
      await repository.backup([file('db/dump.sql', content), documents], {
        archive,
        time,
      });
  }, 120_000);
  afterAll(() => repository.remove());

  it('lets a glob choose archive and path, newest first', async () => {
    const store = repository.store('vault');
    const paths = async (pattern: string) =>
      (await listed(store, pattern)).map(({ path: found }) => found);
    expect(await paths('lakeside-*/db/*.sql')).toEqual([
      'lakeside-tue/db/dump.sql',
      'lakeside-mon/db/dump.sql',
    ]);
    expect(await paths('*.tar')).toEqual([
      'lakeside-tue.tar',
      'hillside-tue.tar',
      'lakeside-mon.tar',
    ]);
  }, 60_000);

  it('keeps to the newest when told to', async () => {
    const newest = repository.store('vault', { newest: 1 });
    expect(await listed(newest, 'lakeside-*.tar')).toEqual([
      {
        path: 'lakeside-tue.tar',
        bytes: 12,
        modifiedAt: '2026-11-17T23:00:01.000Z',
        snapshot: 'lakeside-tue',
        digests: [expect.stringMatching(/^borg-archive:[0-9a-f]{64}$/)],
      },
    ]);
  }, 60_000);

  it('makes one backup of each archive, as old as the archive', async () => {
    const files = await listed(repository.store('vault'), 'lakeside-*/**');
    expect(
      groupArtifacts(files, { timezone: 'America/Toronto' }).map(
        ({ name, takenAt, files: members }) => [name, takenAt, members.length],
      ),
    ).toEqual([
      ['lakeside-tue', '2026-11-17T23:00:01.000Z', 2],
      ['lakeside-mon', '2026-11-16T23:00:01.000Z', 2],
    ]);
  }, 60_000);

  it('opens a file of one archive, and a whole archive as tar', async () => {
    const store = repository.store('vault', {
      passphrase: repository.passphrase,
    });
    expect(await text(await store.open('lakeside-mon/db/dump.sql'))).toBe(
      'monday',
    );
    const tar = await buffer(await store.open('lakeside-mon.tar'));
    expect(tar.subarray(257, 262).toString()).toBe('ustar');
    expect(tar.includes('docs/2020-01-01 a.pdf')).toBe(true);
  }, 60_000);

  it('says that an archive is gone', async () => {
    const store = repository.store('vault');
    for (const storePath of ['gone/db/dump.sql', 'gone.tar', 'x'])
      await expect(store.open(storePath)).rejects.toMatchObject({
        code: 'artifact-missing',
      });
  }, 60_000);

  it('says that the passphrase is wrong or missing', async () => {
    for (const passphrase of ['hunter2', ' '])
      await expect(
        listed(repository.store('vault', { passphrase }), '**'),
      ).rejects.toMatchObject({
        code: 'key-unavailable',
        message: expect.stringMatching(/^The repository of the store "vault"/),
      });
  }, 60_000);

  it('refuses a passphrase file that everyone may read', async () => {
    const open = path.join(repository.home, 'open-passphrase');
    await fs.writeFile(open, 'x');
    await fs.chmod(open, 0o644);
    await expect(
      listed(repository.store('vault', { passphraseFile: open }), '**'),
    ).rejects.toMatchObject({
      code: 'key-unavailable',
      message: expect.stringContaining('every account of this machine'),
    });
  });

  it('says that a folder is no repository', async () => {
    await expect(
      listed(repository.store('vault', { repository: repository.home }), '**'),
    ).rejects.toMatchObject({
      code: 'store-unreachable',
      message:
        'The store "vault" cannot be reached: there is no Borg repository.',
    });
  }, 60_000);

  it('says that a host does not answer', async () => {
    const store = repository.store('vault', {
      repository: 'ssh://backup@127.0.0.1:1/./borg',
    });
    await expect(listed(store, '**')).rejects.toMatchObject({
      code: 'store-unreachable',
      message: expect.stringContaining('The store "vault" cannot be reached:'),
    });
  }, 60_000);

  it('reads a repository that another program has locked, and locks nothing', async () => {
    const held = path.join(repository.location, 'lock.exclusive');
    await fs.mkdir(held);
    await fs.writeFile(path.join(held, 'elsewhere@1.2-3'), '');
    const store = repository.store('vault');
    expect(await listed(store, 'hillside-*.tar')).toHaveLength(1);
    expect(await text(await store.open('hillside-tue/db/dump.sql'))).toBe(
      'hillside',
    );
    await fs.rm(held, { recursive: true });
  }, 60_000);

  it('says that the repository holds damaged data', async () => {
    const damaged = await TestRepository.create();
    await damaged.backup([file('dump.xb', Buffer.alloc(100_000, 7))], {
      archive: 'one',
      time: '2026-11-17T22:00:00',
    });
    const store = damaged.store('vault');
    expect(await listed(store, '**')).toHaveLength(1);
    const segments = path.join(damaged.location, 'data/0');
    for (const name of await fs.readdir(segments)) {
      const segment = path.join(segments, name);
      const content = await fs.readFile(segment);
      content.fill(0, Math.floor(content.length / 3));
      await fs.writeFile(segment, content);
    }
    await expect(listed(damaged.store('vault'), '**')).rejects.toMatchObject({
      code: 'artifact-unreadable',
      message: expect.stringContaining('borg check'),
    });
    await damaged.remove();
  }, 60_000);
});

describe('the settings of a borg store', () => {
  it.each([
    [
      'two passphrases',
      { repository: '/x', passphrase: 'hunter2', passphraseFile: '/y' },
      'emrBackup.stores.vault has passphraseFile and passphrase',
    ],
    [
      'a number of archives that is none',
      { repository: '/x', passphrase: 'hunter2', newest: 1.5 },
      'emrBackup.stores.vault.newest is 1.5',
    ],
  ])('refuse %s', (_, settings, message) => {
    const make = () =>
      borgStoreFactory.create('vault', new ConfigReader(settings));
    expect(make).toThrow(message);
    expect(make).not.toThrow(/hunter2/);
  });
});
