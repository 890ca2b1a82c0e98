import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createPostgresEngine } from '../../../plugins/emr-backup-backend-module-postgres/src/PostgresEngine';
import { EQUALITY } from './equality';
import { metered, type Usage } from './ProcessMeter';

/** The engine by itself: what loading takes on its own server, and what is there then. */
export async function ours(
  kind: 'pg-plain' | 'pg-custom',
  file: string,
  options: { tier: 'full' | 'data'; parent: string },
): Promise<{ usage: Usage; path: string; found: string }> {
  const workDir = await mkdtemp(join(options.parent, 'drill-'));
  const { signal } = new AbortController();
  const server = await createPostgresEngine().boot({
    workDir,
    settings: {},
    signal,
  });
  try {
    // This process reads for the server, so its own time counts too.
    const before = process.cpuUsage();
    const { usage, result } = await metered(() =>
      server.load(
        {
          kind,
          name: file,
          database: 'clinic',
          open: async () => createReadStream(file),
        },
        { signal, tier: options.tier },
      ),
    );
    const { user, system } = process.cpuUsage(before);
    const [row] = await server.query(EQUALITY, {
      database: 'clinic',
      timeoutMs: 600_000,
    });
    return {
      usage: {
        seconds: usage.seconds,
        cpuSeconds: usage.cpuSeconds + (user + system) / 1e6,
        peakBytes: usage.peakBytes + process.memoryUsage().rss,
      },
      path: result.path,
      found: String(Object.values(row)[0]),
    };
  } finally {
    await server.stop();
    await rm(workDir, { recursive: true, force: true });
  }
}
