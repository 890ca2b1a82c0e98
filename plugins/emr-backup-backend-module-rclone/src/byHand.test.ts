import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ConfigReader } from '@backstage/config';
import { rcloneStoreFactory } from '.';
import { RcloneServer } from './__testUtils__/RcloneServer';

const run = promisify(execFile);

const NAMES = ['full/dump.sql', "docs/O'Hara [1] & {2}.pdf", 'docs/O1.pdf'];
const contentOf = (name: string) =>
  Buffer.from(`content of ${name}\n\0\xff`, 'latin1');

describe('the commands that the recovery kit gives for an rclone remote', () => {
  let server: RcloneServer;
  let configFile: string;
  let folder: string;

  beforeAll(async () => {
    server = await RcloneServer.start('webdav');
    configFile = path.join(server.home, 'rclone.conf');
    await fs.writeFile(configFile, await server.configuration('far'), {
      mode: 0o600,
    });
    for (const name of NAMES) {
      const stored = path.join(server.root, 'backups/lakeside', name);
      await fs.mkdir(path.dirname(stored), { recursive: true });
      await fs.writeFile(stored, contentOf(name));
    }
  }, 60_000);
  afterAll(() => server.remove());

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(server.home, 'restore-'));
  });

  it.each([
    ['the whole remote', { remote: 'far:' }, 'backups/lakeside/'],
    ['a folder of it', { remote: 'far:backups' }, 'lakeside/'],
    ['a path below', { remote: 'far:backups', path: 'lakeside' }, ''],
  ])(
    'fetch the files of a store that is %s, and no others',
    async (_, settings, prefix) => {
      const store = rcloneStoreFactory.create(
        'far',
        new ConfigReader({ type: 'rclone', configFile, ...settings }),
      );
      const wanted = NAMES.slice(0, 2);
      const { commands } = store.byHand?.(
        wanted.map(name => `${prefix}${name}`),
      ) ?? { commands: [] };
      // What somebody does who follows the kit: names the configuration, pastes the lines.
      await run('/bin/sh', ['-euc', commands.join('\n')], {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          HOME: server.home,
          RCLONE_CONFIG: configFile,
        },
      });
      const names = wanted.map(name => path.basename(name));
      expect((await fs.readdir(folder)).sort()).toEqual([...names].sort());
      for (const [index, name] of names.entries())
        expect(await fs.readFile(path.join(folder, name))).toEqual(
          contentOf(wanted[index]),
        );
    },
    60_000,
  );
});
