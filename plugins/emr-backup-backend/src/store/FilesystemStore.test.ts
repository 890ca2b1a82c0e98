import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { ConfigReader } from '@backstage/config';
import type { BackupStore } from '@emr-backup/plugin-emr-backup-node';
import { filesystemStoreFactory } from './FilesystemStore';

describe('the filesystem store', () => {
  let home: string;
  let root: string;
  let store: BackupStore;

  const write = async (file: string, content = 'x') => {
    await fs.mkdir(path.dirname(path.join(home, file)), { recursive: true });
    await fs.writeFile(path.join(home, file), content);
  };
  const list = async (pattern: string) => {
    const found: string[] = [];
    for await (const file of store.list({ pattern })) found.push(file.path);
    return found.sort();
  };
  const storeAt = (folder: string) =>
    filesystemStoreFactory.create(
      'shelf',
      new ConfigReader({ type: 'filesystem', root: folder }),
    );

  beforeEach(async () => {
    home = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-store-'));
    root = path.join(home, 'root');
    await write('root/lakeside/a.sql.gz', 'backup a');
    await write('root/lakeside/b.sql.gz');
    await write('root/lakeside/notes.txt');
    await write('root/lakeside/deep/c.sql.gz');
    await write('root/hillside/a.sql.gz');
    await write('root/.hidden/a.sql.gz');
    await write('outside/secret.sql.gz');
    store = storeAt(root);
  });

  afterEach(async () => {
    await fs.rm(home, { recursive: true });
  });

  it.each([
    ['lakeside/*.gz', ['lakeside/a.sql.gz', 'lakeside/b.sql.gz']],
    ['*/a.*', ['hillside/a.sql.gz', 'lakeside/a.sql.gz']],
    [
      'lakeside/**/*.gz',
      ['lakeside/a.sql.gz', 'lakeside/b.sql.gz', 'lakeside/deep/c.sql.gz'],
    ],
    [
      '{lakeside/deep,hillside}/*',
      ['hillside/a.sql.gz', 'lakeside/deep/c.sql.gz'],
    ],
    ['lakeside/a.sql.gz', ['lakeside/a.sql.gz']],
    ['nowhere/*', []],
    ['lakeside', []],
  ])('lists the files that match %s', async (pattern, expected) => {
    expect(await list(pattern)).toEqual(expected);
  });

  it('tells size and time, and opens what it listed', async () => {
    const listed = [];
    for await (const file of store.list({ pattern: 'lakeside/a*' }))
      listed.push(file);
    const { mtime } = await fs.stat(path.join(root, 'lakeside/a.sql.gz'));
    expect(listed).toEqual([
      {
        path: 'lakeside/a.sql.gz',
        bytes: 8,
        modifiedAt: mtime.toISOString(),
      },
    ]);
    expect(await text(await store.open('lakeside/a.sql.gz'))).toBe('backup a');
    expect(await store.localPath?.('lakeside/a.sql.gz')).toBe(
      path.join(root, 'lakeside/a.sql.gz'),
    );
  });

  it.each([
    '../outside/*',
    'lakeside/../../outside/*',
    '/etc/*',
    'C:/backups/*',
    '..\\outside\\*',
    '',
  ])('refuses the path %p', async pattern => {
    await expect(list(pattern)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(`The path "${pattern}" of the store`),
    });
    await expect(store.open(pattern)).rejects.toMatchObject({
      name: 'InputError',
    });
  });

  it.each([
    [
      'a file',
      'outside/secret.sql.gz',
      'lakeside/link.sql.gz',
      'lakeside/*.gz',
    ],
    ['a folder', 'outside', 'lakeside/link', 'lakeside/*/*.gz'],
    ['the start of the search', 'outside', 'linked', 'linked/*.gz'],
  ])('refuses %s that is a link out', async (_, to, at, pattern) => {
    await fs.symlink(path.join(home, to), path.join(root, at));
    await expect(list(pattern)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('a link that leads out of the store'),
    });
  });

  it('does not open a link out', async () => {
    await fs.symlink(
      path.join(home, 'outside/secret.sql.gz'),
      path.join(root, 'x.gz'),
    );
    await expect(store.open('x.gz')).rejects.toMatchObject({
      name: 'InputError',
    });
  });

  it('is not led out by a root whose name merely begins alike', async () => {
    await write('root-other/secret.gz');
    await fs.symlink(path.join(home, 'root-other'), path.join(root, 'link'));
    await expect(list('link/*')).rejects.toMatchObject({ name: 'InputError' });
  });

  it('follows links inside the store, and ends where they lead in circles', async () => {
    await fs.symlink(path.join(root, 'lakeside'), path.join(root, 'newest'));
    await fs.symlink(root, path.join(root, 'lakeside/up'));
    expect(await list('newest/*.gz')).toEqual([
      'newest/a.sql.gz',
      'newest/b.sql.gz',
    ]);
    expect(await list('hillside/**')).toEqual(['hillside/a.sql.gz']);
    expect((await list('lakeside/**')).length).toBeLessThan(20);
  });

  it('passes over a broken link', async () => {
    await fs.symlink(path.join(root, 'gone'), path.join(root, 'hillside/z.gz'));
    expect(await list('hillside/*')).toEqual(['hillside/a.sql.gz']);
  });

  it('says that a root is not there instead of listing nothing', async () => {
    store = storeAt(path.join(home, 'unmounted'));
    await expect(list('*')).rejects.toMatchObject({
      name: 'DrillFault',
      code: 'store-unreachable',
      message:
        'The root of the store "shelf" (emrBackup.stores.shelf.root) cannot be reached (ENOENT).',
    });
    store = storeAt(path.join(home, 'outside/secret.sql.gz'));
    await expect(list('*')).rejects.toMatchObject({
      code: 'store-unreachable',
      message: expect.stringContaining('is not a folder'),
    });
  });

  it('says that a file is gone', async () => {
    await expect(store.open('lakeside/gone.gz')).rejects.toMatchObject({
      name: 'DrillFault',
      code: 'artifact-missing',
    });
  });

  it('stops listing when asked', async () => {
    const controller = new AbortController();
    controller.abort();
    const files = store.list({ pattern: '**', signal: controller.signal });
    await expect(
      (async () => {
        for await (const file of files) expect(file).toBeUndefined();
      })(),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  describe('when it changes while it is listed', () => {
    /** Lists, and does something once the first file was seen. */
    const listAnd = async (act: () => Promise<void>) => {
      const found: string[] = [];
      for await (const file of store.list({ pattern: '**/*.gz' })) {
        if (found.length === 0) await act();
        found.push(file.path);
      }
      return found;
    };
    const aside = () => fs.rename(root, path.join(home, 'unmounted'));

    it('is unreachable when it went away', async () => {
      await expect(listAnd(aside)).rejects.toMatchObject({
        name: 'DrillFault',
        code: 'store-unreachable',
      });
    });

    it('is unreachable when an empty mount point is left', async () => {
      const listing = listAnd(async () => {
        await aside();
        await fs.mkdir(root);
      });
      await expect(listing).rejects.toMatchObject({
        code: 'store-unreachable',
        message:
          'The folder "" of the store "shelf" went away while it was listed.',
      });
    });

    it('leaves out a folder that was thinned out', async () => {
      const found = await listAnd(async () => {
        for (const folder of ['lakeside/deep', 'hillside'])
          await fs.rm(path.join(root, folder), { recursive: true });
      });
      expect(found).toContain('lakeside/b.sql.gz');
    });
  });

  describe('with a marker', () => {
    const marked = (marker: string) =>
      filesystemStoreFactory.create(
        'shelf',
        new ConfigReader({ type: 'filesystem', root, marker }),
      );

    it('is unreachable, not empty, while another disk or none is there', async () => {
      store = marked('.lakeside-disk-2');
      const unreachable = {
        code: 'store-unreachable',
        message:
          'The root of the store "shelf" (emrBackup.stores.shelf.root) does not hold the file ".lakeside-disk-2": its disk is not mounted, or it is another one.',
      };
      await expect(list('lakeside/*.gz')).rejects.toMatchObject(unreachable);
      await expect(store.open('lakeside/a.sql.gz')).rejects.toMatchObject(
        unreachable,
      );
      await write('root/.lakeside-disk-2', '');
      expect(await list('lakeside/*.gz')).toHaveLength(2);
    });

    it('refuses one that is no name of a file', () => {
      expect(() => marked('../x')).toThrow(
        'emrBackup.stores.shelf.marker is "../x"; it must be the name of a file in the root of the store.',
      );
    });
  });
});
