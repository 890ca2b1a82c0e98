import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PATH = `${process.env.PATH}:/usr/sbin`;

/** A clinic's own MariaDB, from which real tools take backups. */
export class SourceMariaDb {
  private constructor(
    private readonly home: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(): Promise<SourceMariaDb> {
    const home = await fs.mkdtemp(path.join(os.tmpdir(), 'clinic-mariadb-'));
    const asRoot = process.getuid?.() === 0;
    // The server refuses to run as root and has to get into its folder.
    if (asRoot) await run('chown', ['mysql', home]);
    const common = [
      '--no-defaults',
      ...(asRoot ? ['--user=mysql'] : []),
      `--datadir=${path.join(home, 'data')}`,
    ];
    await run('mariadb-install-db', [
      ...common,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ]);
    const server = spawn(
      'mariadbd',
      [
        ...common,
        `--socket=${path.join(home, 's')}`,
        `--pid-file=${path.join(home, 'pid')}`,
        '--skip-networking',
        '--skip-log-bin',
        '--sql-mode=',
        '--innodb-buffer-pool-size=32M',
        '--innodb-log-file-size=8M',
        '--innodb-flush-log-at-trx-commit=0',
      ],
      { stdio: 'ignore', env: { ...process.env, PATH } },
    );
    const source = new SourceMariaDb(home, server);
    await source.answers();
    return source;
  }

  /** What the shell words need to reach this server. */
  get environment() {
    return {
      MARIADB_SOCKET: path.join(this.home, 's'),
      MARIADB_DATA: path.join(this.home, 'data'),
    };
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
    await fs.rm(this.home, { recursive: true, force: true });
  }

  private async answers() {
    const { MARIADB_SOCKET } = this.environment;
    for (;;) {
      if (this.process.exitCode !== null)
        throw new Error('mariadbd ended before it took a connection');
      try {
        await run('mariadb', [
          '--no-defaults',
          '-uroot',
          `-S${MARIADB_SOCKET}`,
          '-eSELECT 1',
        ]);
        return;
      } catch {
        await delay(100);
      }
    }
  }
}
