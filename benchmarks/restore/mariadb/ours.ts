import { createReadStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createMariadbEngine } from '../../../plugins/emr-backup-backend-module-mariadb/src/MariadbEngine';
import { DumpReading } from '../../../plugins/emr-backup-backend-module-mariadb/src/scan/DumpReading';
import { localArtifact } from '../../../plugins/emr-backup-node/src/artifact/localArtifact';
import { openLeaf } from '../../../plugins/emr-backup-node/src/open/openLeaf';
import type {
  Leaf,
  OpenOptions,
} from '../../../plugins/emr-backup-node/src/open/types';
import { metered, type Usage } from './DescendantMeter';

/** Asks one question of a restored copy; the first column of every row. */
export type Ask = (sql: string) => Promise<string[]>;

/** The content of a gzip, opened as in a drill. */
async function unzipped(file: string, options: OpenOptions) {
  const leaf: Leaf = {
    part: 0,
    names: [],
    path: file,
    formats: ['gzip', 'mysqldump'],
    kind: 'mysqldump',
    bytes: null,
    digests: {},
  };
  return openLeaf(await localArtifact([file]), leaf, options);
}

/** The engine by itself: what loading takes on its own server, and what is there then. */
export async function ours<T>(
  dump: string,
  options: { tier: 'full' | 'data'; parent: string },
  look: (ask: Ask) => Promise<T>,
): Promise<{ usage: Usage; path: string; boot: number; found: T }> {
  const workDir = await mkdtemp(join(options.parent, 'drill-'));
  await chmod(workDir, 0o711);
  const { signal } = new AbortController();
  const start = performance.now();
  const engine = createMariadbEngine();
  const server = await engine.boot({ workDir, settings: {}, signal });
  const boot = (performance.now() - start) / 1000;
  try {
    const { usage, result } = await metered(() =>
      server.load(
        {
          kind: 'mysqldump',
          name: dump,
          database: 'emr',
          open: () => unzipped(dump, { signal, workDir }),
        },
        { signal, tier: options.tier },
      ),
    );
    const ask: Ask = async sql => {
      const rows = await server.query(sql, {
        database: 'emr',
        timeoutMs: 600_000,
      });
      return rows.map(row => Object.values(row).map(String).join('\t'));
    };
    return {
      usage,
      path: result.path,
      boot,
      found: await look(ask),
    };
  } finally {
    await server.stop();
    await rm(workDir, { recursive: true, force: true });
  }
}

/** Megabytes a second of CPU that splitting alone takes, without a server. */
export async function splittingSpeed(plainDump: string): Promise<number> {
  const reading = new DumpReading({ split: true });
  let bytes = 0;
  let busy = 0;
  // As a drill reads it.
  const highWaterMark = 256 * 1024;
  for await (const chunk of createReadStream(plainDump, { highWaterMark })) {
    const before = process.cpuUsage();
    reading.push(chunk);
    for (const item of reading.take()) {
      if (item.kind === 'rows') item.batch.release();
    }
    const { user, system } = process.cpuUsage(before);
    busy += user + system;
    bytes += chunk.length;
  }
  return bytes / busy;
}
