import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ConsoleApi } from './consoleApi';
import { placeDemo } from './demo';

const SERVE = path.resolve(__dirname, '../../benchmarks/fleet/serve');
const READY_WITHIN_MS = 180_000;

/** A console that knows thousands of clinics. */
export interface ManyClinics {
  url: string;
  stop(): Promise<void>;
}

/** Starts it and returns when each clinic has been judged. */
export async function startManyClinics(clinics: number): Promise<ManyClinics> {
  const directory = await mkdtemp(path.join(tmpdir(), 'emr-many-'));
  const { port, url } = await placeDemo(directory);
  const logFile = path.join(directory, 'console.log');
  const log = createWriteStream(logFile);
  const child = spawn(SERVE, [], {
    env: {
      ...process.env,
      EMR_BENCH_DIR: directory,
      EMR_BENCH_PORT: String(port),
      EMR_BENCH_CLINICS: String(clinics),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<void>(resolve =>
    child.once('exit', () => resolve()),
  );
  const stop = async () => {
    child.kill();
    await ended;
    log.end();
    await rm(directory, { recursive: true, force: true });
  };
  const until = Date.now() + READY_WITHIN_MS;
  while (child.exitCode === null && Date.now() < until) {
    if (await knowsAll(url, clinics)) return { url, stop };
    await delay(500);
  }
  const said = await readFile(logFile, 'utf8');
  await stop();
  throw new Error(
    `The console of ${clinics} clinics did not come up:\n${said.slice(-2000)}`,
  );
}

async function knowsAll(url: string, clinics: number): Promise<boolean> {
  try {
    const { counts, standings } = await (await ConsoleApi.signIn(url)).fleet();
    // They are judged in parts, and each of them has been drilled.
    if (counts.clinics !== clinics || standings.unproven) return false;
    // The plugin that serves the app starts on its own.
    return (await fetch(url)).ok;
  } catch {
    // It is still starting.
    return false;
  }
}
