import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A free port on loopback. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A PostgreSQL of this run alone, so that it may be crashed. Commits are not deferred: what was told as written is. */
export class OwnPostgres {
  static async start(home: string): Promise<OwnPostgres> {
    const asOther =
      process.getuid?.() === 0
        ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups']
        : [];
    await fs.mkdir(home, { mode: 0o700 });
    if (asOther.length > 0) await run('chown', ['postgres', home]);
    const data = path.join(home, 'data');
    const [program, ...rest] = [
      ...asOther,
      'initdb',
      '-D',
      data,
      '-U',
      'emr',
      '--auth=trust',
      '-E',
      'UTF8',
      '--locale=C',
    ];
    await run(program, rest);
    const postgres = new OwnPostgres(data, await freePort(), asOther);
    await postgres.boot();
    return postgres;
  }

  #process: ChildProcess | undefined;

  private constructor(
    private readonly data: string,
    readonly port: number,
    private readonly asOther: readonly string[],
  ) {}

  /** Ends it without a checkpoint, in the middle of everything, and starts it again. */
  async crashAndRestart(downMs: number): Promise<void> {
    await this.stop();
    await delay(downMs);
    await this.boot();
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (!child) return;
    this.#process = undefined;
    const gone = once(child, 'exit');
    child.kill('SIGQUIT');
    await gone;
  }

  private async boot(): Promise<void> {
    const [program, ...rest] = [
      ...this.asOther,
      'postgres',
      '-D',
      this.data,
      '-p',
      String(this.port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'fsync=off',
      '-c',
      'max_connections=200',
      '-c',
      // What a crashed one leaves goes with its folder.
      'dynamic_shared_memory_type=mmap',
    ];
    this.#process = spawn(program, rest, { stdio: 'ignore' });
    for (;;) {
      try {
        await run('pg_isready', ['-q', '-h127.0.0.1', `-p${this.port}`]);
        return;
      } catch {
        if (this.#process.exitCode !== null)
          throw new Error('The own PostgreSQL did not start.');
        await delay(100);
      }
    }
  }
}
