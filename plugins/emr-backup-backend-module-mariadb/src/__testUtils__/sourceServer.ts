import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ScratchServer } from '@emr-backup/plugin-emr-backup-node';
import { EMR_SCHEMA } from './emrSchema';
import { dumpOf, never, type ScratchRoom } from './scratch';

const run = promisify(execFile);

/** A MariaDB with a small EMR in it, from which real tools take backups. */
export class SourceServer {
  private constructor(
    readonly server: ScratchServer,
    readonly workDir: string,
    readonly database: string,
  ) {}

  static async create(room: ScratchRoom, database = 'emr') {
    const workDir = await room.dir();
    const server = await room.bootIn(workDir);
    await server.load(dumpOf(EMR_SCHEMA, { database }), { signal: never });
    return new SourceServer(server, workDir, database);
  }

  /** Options with which a client program reaches this server. */
  get clientFile() {
    return join(this.workDir, 'mariadb', 'secret', 'client.cnf');
  }

  get socket() {
    return join(this.workDir, 'mariadb', 's');
  }

  /** The same for mydumper, which reads a section of its own. */
  async mydumperFile() {
    const path = join(this.workDir, 'mydumper.cnf');
    const options = await readFile(this.clientFile, 'utf8');
    await writeFile(path, options.replace('[client]', '[mydumper]'), {
      mode: 0o600,
    });
    return path;
  }

  get dataDir() {
    return join(this.workDir, 'mariadb', 'data');
  }

  /** The output of mariadb-dump, of this database unless others are named. */
  async dump(...args: string[]): Promise<Buffer> {
    const named = args.some(arg => /^--(all-)?databases$/.test(arg));
    const { stdout } = await run(
      'mariadb-dump',
      [
        `--defaults-file=${this.clientFile}`,
        '--single-transaction',
        '--routines',
        '--triggers',
        ...args,
        ...(named ? [] : [this.database]),
      ],
      { encoding: 'buffer', maxBuffer: 256 * 1024 * 1024 },
    );
    return stdout;
  }
}

/** Every row of a restored copy as one digest per table. */
export async function digests(server: ScratchServer, database: string) {
  const result: Record<string, unknown> = {};
  for (const table of (await server.inspect()).tables) {
    if (table.database !== database) continue;
    const columns = table.columns
      .map(column => `IFNULL(HEX(${server.quote(column.name)}), '-')`)
      .join(", ',', ");
    const [row] = await server.query(
      `SELECT COUNT(*) AS n, SUM(CRC32(CONCAT(${columns}))) AS crc FROM ${server.quoteTable(
        table,
      )}`,
      { database },
    );
    result[table.name] = row;
  }
  return result;
}
