import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type {
  DumpSource,
  ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import { createMariadbEngine } from '../MariadbEngine';

/** A signal that never fires. */
export const never = new AbortController().signal;

/** A dump given as text or bytes, read in pieces of the given size. */
export function dumpOf(
  content: string | Buffer,
  options: { database?: string; pieceBytes?: number; name?: string } = {},
): DumpSource {
  const bytes = Buffer.from(content);
  const size = options.pieceBytes ?? 64 * 1024;
  return {
    kind: 'mysqldump',
    name: options.name ?? 'test.sql',
    database: options.database ?? 'restored',
    open: async () =>
      Readable.from(
        (function* pieces() {
          for (let at = 0; at < bytes.length; at += size) {
            yield bytes.subarray(at, at + size);
          }
        })(),
      ),
  };
}

/** Scratch servers and folders of one test file, all gone after `clean()`. */
export class ScratchRoom {
  readonly #dirs: string[] = [];
  readonly #servers: ScratchServer[] = [];
  readonly engine = createMariadbEngine();

  async dir(): Promise<string> {
    const dir = await mkdtemp(join(tmpdir(), 'emr-mariadb-test-'));
    // As a drill's own directory: the server's account must be able to walk through.
    await chmod(dir, 0o711);
    this.#dirs.push(dir);
    return dir;
  }

  async boot(settings: Record<string, string> = {}): Promise<ScratchServer> {
    return this.bootIn(await this.dir(), settings);
  }

  async bootIn(
    workDir: string,
    settings: Record<string, string> = {},
    physical?: DumpSource,
    expectedBytes?: number,
  ): Promise<ScratchServer> {
    const server = await this.engine.boot({
      workDir,
      settings,
      physical,
      expectedBytes,
      signal: never,
    });
    this.#servers.push(server);
    return server;
  }

  async clean(): Promise<void> {
    for (const server of this.#servers) await server.stop();
    for (const dir of this.#dirs) {
      await this.engine.reap(dir);
      await rm(dir, { recursive: true, force: true });
    }
  }
}

/** Command lines of running processes that mention a text. */
export async function processesNaming(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter(name =>
    /^\d+$/.test(name),
  )) {
    try {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8');
      if (line.includes(text)) found.push(line.replaceAll('\0', ' '));
    } catch {
      continue;
    }
  }
  return found;
}
