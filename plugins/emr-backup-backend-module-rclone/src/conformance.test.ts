import { promises as fs } from 'node:fs';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import {
  backupStoreConformance,
  type ConformanceFile,
} from '@emr-backup/plugin-emr-backup-node';
import { rcloneStoreFactory } from '.';
import { RcloneServer } from './__testUtils__/RcloneServer';

describe.each(['webdav', 'sftp'] as const)(
  'the rclone store over %s, as every store',
  protocol => {
    let server: RcloneServer;
    let puts = 0;

    const kit = backupStoreConformance(async () => {
      server = await RcloneServer.start(protocol);
      const stopped = await RcloneServer.start(protocol);
      const storeOf = async (of: RcloneServer, name: string) =>
        rcloneStoreFactory.create(
          name,
          new ConfigReader({
            type: 'rclone',
            remote: 'far-away:backups',
            config: await of.configuration('far-away'),
          }),
        );
      const unreachable = await storeOf(stopped, 'gone');
      await stopped.remove();
      return { store: await storeOf(server, 'far'), unreachable, put };
    });

    async function put(files: Iterable<ConformanceFile>) {
      const folder = `put ${puts++}`;
      for (const { path: name, content, modifiedAt } of files) {
        const file = path.join(server.root, 'backups', folder, name);
        await fs.mkdir(path.dirname(file), { recursive: true });
        await fs.writeFile(file, content);
        await fs.utimes(file, modifiedAt, modifiedAt);
      }
      return folder;
    }

    beforeAll(() => kit.prepare(), 120_000);
    afterAll(() => server.remove(), 60_000);

    it.each(kit.cases)(
      '$title',
      async ({ run }) => {
        await expect(run()).resolves.toBeUndefined();
      },
      120_000,
    );
  },
);
