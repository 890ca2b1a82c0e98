import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  findRunAccount,
  spawnIdentity,
} from '../../../plugins/emr-backup-backend-module-mariadb/src/process/RunAccount';

const execute = promisify(execFile);

/** A MariaDB server as it comes, but for its socket; made anew for every run. */
export class DefaultServer {
  private constructor(
    readonly home: string,
    private readonly server: ChildProcess,
  ) {}

  static async start(parent: string): Promise<DefaultServer> {
    const account = await findRunAccount();
    const home = await mkdtemp(join(parent, 'server-'));
    await chown(home, account.uid, account.gid);
    const data = join(home, 'data');
    await execute(
      'mariadb-install-db',
      [
        '--no-defaults',
        `--datadir=${data}`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
      ],
      { ...spawnIdentity(account), cwd: home },
    );
    const child = spawn(
      'mariadbd',
      [
        '--no-defaults',
        `--datadir=${data}`,
        `--socket=${join(home, 's')}`,
        '--skip-networking',
      ],
      { ...spawnIdentity(account), cwd: home, stdio: 'ignore' },
    );
    const server = new DefaultServer(home, child);
    for (;;) {
      try {
        await server.sql('CREATE DATABASE emr', '');
        return server;
      } catch (error) {
        if (child.exitCode !== null) throw error;
        await sleep(50);
      }
    }
  }

  /** Options with which client programs reach it. */
  get options(): string[] {
    return [`--socket=${join(this.home, 's')}`, '--user=root'];
  }

  async sql(statement: string, database = 'emr'): Promise<string> {
    const { stdout } = await execute(
      'mariadb',
      [
        '--no-defaults',
        ...this.options,
        '--batch',
        '--skip-column-names',
        `--execute=${statement}`,
        ...(database ? [database] : []),
      ],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    return stdout;
  }

  /** Runs a command line of a shell, with `$options` for the server. */
  async shell(command: string): Promise<void> {
    await execute('bash', ['-o', 'pipefail', '-c', command], {
      env: { ...process.env, options: this.options.join(' ') },
    });
  }

  async stop(): Promise<void> {
    const gone = once(this.server, 'exit');
    this.server.kill('SIGKILL');
    await gone;
    await rm(this.home, { recursive: true, force: true });
  }
}
