import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import {
  backupStoreConformance,
  type ConformanceFile,
} from '@emr-backup/plugin-emr-backup-node';
import { filesystemStoreFactory } from './FilesystemStore';

describe('the filesystem store, as every store', () => {
  let root: string;
  let puts = 0;

  const storeAt = (folder: string) =>
    filesystemStoreFactory.create(
      'shelf',
      new ConfigReader({ type: 'filesystem', root: folder }),
    );

  const put = async (files: Iterable<ConformanceFile>) => {
    const folder = `put-${puts++}`;
    for (const { path: name, content, modifiedAt } of files) {
      const file = path.join(root, folder, name);
      await fs.mkdir(path.dirname(file), { recursive: true });
      await fs.writeFile(file, content);
      await fs.utimes(file, modifiedAt, modifiedAt);
    }
    return folder;
  };

  const kit = backupStoreConformance(async () => {
    root = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-store-kit-'));
    return {
      store: storeAt(root),
      unreachable: storeAt(path.join(root, 'unmounted')),
      put,
    };
  });

  beforeAll(() => kit.prepare(), 120_000);
  afterAll(() => fs.rm(root, { recursive: true, force: true }), 60_000);

  it.each(kit.cases)(
    '$title',
    async ({ run }) => {
      await expect(run()).resolves.toBeUndefined();
    },
    60_000,
  );
});
