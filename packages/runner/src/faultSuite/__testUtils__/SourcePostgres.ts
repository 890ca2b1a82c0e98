import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A clinic's own PostgreSQL, from which real tools take backups. */
export class SourcePostgres {
  private constructor(
    private readonly home: string,
    private readonly bin: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(): Promise<SourcePostgres> {
    const home = await fs.mkdtemp(path.join(os.tmpdir(), 'clinic-postgres-'));
    const bin = await newestBin();
    // PostgreSQL refuses to run as root.
    const account =
      process.getuid?.() === 0 ? await postgresAccount() : undefined;
    if (account) await fs.chown(home, account.uid, account.gid);
    const data = path.join(home, 'data');
    const options = { ...account, cwd: home };
    await run(
      path.join(bin, 'initdb'),
      ['-D', data, '-Upostgres', '-Atrust', '-EUTF8', '--no-locale', '-N'],
      options,
    );
    const settings = [
      'listen_addresses=',
      `unix_socket_directories=${home}`,
      'fsync=off',
      'wal_level=replica',
      'max_wal_senders=4',
      'shared_buffers=32MB',
    ];
    const server = spawn(
      path.join(bin, 'postgres'),
      ['-D', data, ...settings.flatMap(setting => ['-c', setting])],
      { ...options, stdio: 'ignore' },
    );
    const source = new SourcePostgres(home, bin, server);
    await source.answers();
    return source;
  }

  /** What the shell words need to reach this server. */
  get environment() {
    return {
      PATH: `${this.bin}:${process.env.PATH}`,
      PGHOST: this.home,
      PGUSER: 'postgres',
    };
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await gone;
    await fs.rm(this.home, { recursive: true, force: true });
  }

  private async answers() {
    const env = { ...process.env, ...this.environment };
    for (;;) {
      if (this.process.exitCode !== null)
        throw new Error('postgres ended before it took a connection');
      try {
        await run('psql', ['-Xqc', 'SELECT 1', 'postgres'], { env });
        return;
      } catch {
        await delay(100);
      }
    }
  }
}

async function newestBin(): Promise<string> {
  const root = '/usr/lib/postgresql';
  const versions = (await fs.readdir(root)).map(Number).sort((a, b) => b - a);
  return path.join(root, String(versions[0]), 'bin');
}

async function postgresAccount(): Promise<{ uid: number; gid: number }> {
  const id = async (flag: string) =>
    Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}
