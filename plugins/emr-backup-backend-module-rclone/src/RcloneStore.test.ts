import { promises as fs } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { ConfigReader } from '@backstage/config';
import { rcloneStoreFactory } from '.';
import { RcloneServer } from './__testUtils__/RcloneServer';

const storeOf = (config: object) =>
  rcloneStoreFactory.create(
    'far',
    new ConfigReader({ type: 'rclone', remote: 'far:backups', ...config }),
  );

async function listed(store: ReturnType<typeof storeOf>, pattern = '**') {
  const found: string[] = [];
  for await (const file of store.list({ pattern })) found.push(file.path);
  return found.sort();
}

describe('the rclone store', () => {
  let server: RcloneServer;
  let configFile: string;

  beforeAll(async () => {
    server = await RcloneServer.start('webdav');
    configFile = path.join(server.home, 'rclone.conf');
    await fs.writeFile(configFile, await server.configuration('far'), {
      mode: 0o600,
    });
    const folder = path.join(server.root, 'backups/lakeside');
    await fs.mkdir(folder, { recursive: true });
    await fs.writeFile(path.join(folder, 'a.sql'), 'backup');
    // Sparse, and more than the pipes on the way hold.
    await fs.mkdir(path.join(server.root, 'large'));
    const large = path.join(server.root, 'large/stream.xb');
    await fs.writeFile(large, '');
    await fs.truncate(large, 64 * 1024 * 1024);
  }, 60_000);
  afterAll(() => server.remove());

  it('reads by a configuration file, and below a path', async () => {
    const store = storeOf({ configFile, path: 'lakeside' });
    expect(await listed(store)).toEqual(['a.sql']);
    expect(await text(await store.open('a.sql'))).toBe('backup');
    const whole = storeOf({ configFile, remote: 'far:' });
    expect(await listed(whole, 'backups/**')).toEqual([
      'backups/lakeside/a.sql',
    ]);
  });

  it('refuses a configuration file that everyone may read', async () => {
    const open = path.join(server.home, 'open.conf');
    await fs.copyFile(configFile, open);
    await fs.chmod(open, 0o644);
    await expect(listed(storeOf({ configFile: open }))).rejects.toMatchObject({
      code: 'store-unreachable',
      message:
        'The store "far" cannot be reached: rclone\'s configuration (emrBackup.stores.far.configFile) may be read or changed by every account of this machine; take these rights away (chmod 600).',
    });
  });

  it('says that the configuration file is not there', async () => {
    const store = storeOf({ configFile: `${configFile}.gone` });
    await expect(listed(store)).rejects.toMatchObject({
      code: 'store-unreachable',
      message: expect.stringContaining('cannot be read (ENOENT)'),
    });
  });

  it('says that the configuration file does not know the remote', async () => {
    await expect(
      listed(storeOf({ configFile, remote: 'montreal:backups' })),
    ).rejects.toMatchObject({
      message:
        'The store "far" cannot be reached: its remote is not in rclone\'s configuration.',
    });
  });

  it('says that the credentials were refused, without repeating them', async () => {
    const config = await server.configuration('far', 'wrong password');
    await expect(listed(storeOf({ config }))).rejects.toMatchObject({
      code: 'store-unreachable',
      message:
        'The store "far" cannot be reached: it refused the credentials, or this account may not read it.',
    });
  });

  it('calls a store whose folder went unreachable, not empty', async () => {
    const store = storeOf({ configFile, path: 'unmounted' });
    for (const pattern of ['**', 'lakeside/*'])
      await expect(listed(store, pattern)).rejects.toMatchObject({
        code: 'store-unreachable',
        message: expect.stringContaining('is not there'),
      });
  });

  it('names no secret in the arguments or the environment of others', async () => {
    const config = await server.configuration('far');
    const password = /pass = (\S+)/.exec(config)?.[1] ?? '';
    const stream = await storeOf({ config, remote: 'far:large' }).open(
      'stream.xb',
    );
    const closed = new Promise(resolve => {
      stream.once('close', resolve);
    });
    const commands = await commandLines();
    stream.destroy();
    await closed;
    expect(commands.filter(line => line.includes('rclone\0cat'))).toHaveLength(
      1,
    );
    expect(password.length).toBeGreaterThan(20);
    expect(commands.join('\n')).not.toContain(password);
    expect(JSON.stringify(process.env)).not.toContain(password);
  });

  it('says that a file ended too early', async () => {
    const store = storeOf({ configFile, remote: 'far:large' });
    const stream = await store.open('stream.xb');
    await server.stop();
    await expect(
      (async () => {
        for await (const chunk of stream) expect(chunk).toBeDefined();
      })(),
    ).rejects.toMatchObject({ name: 'DrillFault' });
  });
});

/** Command lines of this test's child processes. */
async function commandLines(): Promise<string[]> {
  const lines: string[] = [];
  for (const pid of await fs.readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const stat = await fs.readFile(`/proc/${pid}/stat`, 'latin1');
      const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
      if (Number(parent) === process.pid)
        lines.push(await fs.readFile(`/proc/${pid}/cmdline`, 'latin1'));
    } catch {
      // It ended meanwhile.
    }
  }
  return lines;
}

describe('the settings of an rclone store', () => {
  const config = '[far]\ntype = local\n';

  it.each([
    [
      'a connection string, whose password everyone would see',
      { remote: ':sftp,host=x,pass=secret:backups', config },
      'emrBackup.stores.far.remote must be the name of a remote',
    ],
    [
      'a folder of this machine',
      { remote: '/backups', config },
      'emrBackup.stores.far.remote must be the name of a remote',
    ],
    ['no configuration', {}, 'needs either configFile'],
    ['two', { config, configFile: '/x' }, 'needs either configFile'],
    [
      'a configuration of another remote',
      { config: '[near]\ntype = local\n' },
      'emrBackup.stores.far.config describes no remote "far" with a type.',
    ],
    [
      'a configuration that is none',
      { config: '[far]\nhunter2\n' },
      'emrBackup.stores.far.config, line 2, is neither',
    ],
  ])('refuse %s', (_, settings, message) => {
    expect(() => storeOf(settings)).toThrow(message);
    expect(() => storeOf(settings)).not.toThrow(/secret|hunter2/);
  });
});
