import { mkdtemp, readFile, rm, writeFile, chown } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { scratchAccount, type Account } from '../server/Account';
import { findInstallation, type Installation } from '../server/Installation';
import { Postmaster } from '../server/Postmaster';
import { runTool } from '../server/tool';

const FOREVER = new AbortController().signal;

/** A clinic's own PostgreSQL server, where the backups of the tests come from. */
export class SourceServer {
  private constructor(
    readonly home: string,
    readonly installation: Installation,
    readonly account: Account | undefined,
    private readonly postmaster: Postmaster,
  ) {}

  static async start(): Promise<SourceServer> {
    const installation = await findInstallation({});
    const account = await scratchAccount();
    const home = await mkdtemp(join(tmpdir(), 'emr-pg-source-'));
    if (account) await chown(home, account.uid, account.gid);
    const data = join(home, 'data');
    const options = { cwd: home, account, signal: FOREVER };
    const made = await runTool(
      join(installation.binDir, 'initdb'),
      [
        '-D',
        data,
        '-U',
        'postgres',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
        '-N',
      ],
      options,
    );
    if (made.code !== 0) throw new Error(`initdb: ${made.stderr}`);
    await writeFile(
      join(data, 'postgresql.conf'),
      "listen_addresses=''\nunix_socket_directories='.'\nfsync=off\nwal_level=replica\nmax_wal_senders=4\nmax_connections=30\n",
    );
    const postmaster = await Postmaster.start(
      installation.binDir,
      data,
      options,
    );
    return new SourceServer(home, installation, account, postmaster);
  }

  async tool(name: string, args: string[], input?: string): Promise<string> {
    const result = await runTool(join(this.installation.binDir, name), args, {
      cwd: this.home,
      account: this.account,
      signal: FOREVER,
      ...(input !== undefined && { input }),
    });
    if (result.code !== 0) throw new Error(`${name}: ${result.stderr}`);
    return result.stdout;
  }

  async sql(database: string, text: string): Promise<string> {
    return this.tool(
      'psql',
      [
        '-h',
        join(this.home, 'data'),
        '-U',
        'postgres',
        '-d',
        database,
        '-XqAt',
        '-v',
        'ON_ERROR_STOP=1',
      ],
      text,
    );
  }

  /** Runs pg_dump, pg_dumpall or pg_basebackup into a path below the server's home. */
  async dump(
    program: 'pg_dump' | 'pg_dumpall' | 'pg_basebackup',
    target: string,
    args: string[],
  ): Promise<string> {
    const path = join(this.home, target);
    const where = program === 'pg_basebackup' ? ['-D', path] : ['-f', path];
    await this.tool(program, [
      '-h',
      join(this.home, 'data'),
      '-U',
      'postgres',
      ...where,
      ...args,
    ]);
    return path;
  }

  async bytes(path: string): Promise<Buffer> {
    return readFile(path);
  }

  async stop(): Promise<void> {
    await this.postmaster.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}

/** Bytes as a stream that is cut at odd places. */
export function streamOf(bytes: Buffer, chunk = 4093): Readable {
  return Readable.from(
    (function* pieces() {
      for (let at = 0; at < bytes.length; at += chunk) {
        yield bytes.subarray(at, at + chunk);
      }
    })(),
    { objectMode: false },
  );
}
