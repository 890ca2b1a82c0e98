import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createPostgresEngine } from '../../../plugins/emr-backup-backend-module-postgres/src/PostgresEngine';
import { EQUALITY } from './equality';
import { metered, type Usage } from './ProcessMeter';

type Kind = 'pg-plain' | 'pg-custom';
type Tier = 'full' | 'data';

/** Loads in this process and says on stdout when loading begins, when it ends, and what is there then. */
export async function loadHere(
  kind: Kind,
  file: string,
  tier: Tier,
  parent: string,
): Promise<void> {
  const say = (line: unknown) =>
    process.stdout.write(`${JSON.stringify(line)}\n`);
  const workDir = await mkdtemp(join(parent, 'drill-'));
  const { signal } = new AbortController();
  const server = await createPostgresEngine().boot({
    workDir,
    settings: {},
    signal,
  });
  try {
    say({ state: 'begins' });
    const { path } = await server.load(
      {
        kind,
        name: file,
        database: 'clinic',
        open: async () => createReadStream(file),
      },
      { signal, tier },
    );
    say({ state: 'ended', path });
    const [row] = await server.query(EQUALITY, {
      database: 'clinic',
      timeoutMs: 600_000,
    });
    say({ state: 'asked', found: String(Object.values(row)[0]) });
  } finally {
    await server.stop();
    await rm(workDir, { recursive: true, force: true });
  }
}

/** The engine in a process of its own, so that measuring does not slow it down; only loading is measured. */
export async function ours(
  kind: Kind,
  file: string,
  options: { tier: Tier; parent: string },
): Promise<{ usage: Usage; path: string; found: string }> {
  const child = spawn(
    process.execPath,
    [__filename, '--load', kind, file, options.tier, options.parent],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`our engine did not load ${file}`);
    return JSON.parse(value);
  };
  await next();
  const { usage, result } = await metered(next);
  const { found } = await next();
  await new Promise(resolve => child.once('close', resolve));
  return { usage, path: result.path, found };
}
