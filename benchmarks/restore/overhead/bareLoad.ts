import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createMariadbEngine } from '../../../plugins/emr-backup-backend-module-mariadb/src/MariadbEngine';
import { createPostgresEngine } from '../../../plugins/emr-backup-backend-module-postgres/src/PostgresEngine';

/** What can be loaded bare. */
export type BareKind = 'mysqldump' | 'pg-plain';

/**
 * Boots the engine, loads what `gzip -dc` says and stops, with nothing of a
 * drill around it; prints the seconds of loading alone.
 */
export async function bareLoad(
  kind: BareKind,
  file: string,
  parent: string,
): Promise<void> {
  const workDir = await mkdtemp(join(parent, 'bare-'));
  await chmod(workDir, 0o711);
  const { signal } = new AbortController();
  const engine =
    kind === 'mysqldump' ? createMariadbEngine() : createPostgresEngine();
  const server = await engine.boot({
    workDir,
    settings: {},
    expectedBytes: (await stat(file)).size,
    signal,
  });
  try {
    const gzip = spawn('gzip', ['-dc', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(gzip, 'close');
    const start = performance.now();
    await server.load(
      {
        kind,
        name: file,
        database: 'clinic',
        open: async () => gzip.stdout,
      },
      { signal, tier: 'full' },
    );
    const seconds = (performance.now() - start) / 1000;
    gzip.kill();
    await ended;
    process.stdout.write(`${JSON.stringify({ seconds })}\n`);
  } finally {
    await server.stop();
    await rm(workDir, { recursive: true, force: true });
  }
}
