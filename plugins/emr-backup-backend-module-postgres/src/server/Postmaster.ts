import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DrillFault,
  endingWithUs,
  type ServerCommand,
} from '@emr-backup/plugin-emr-backup-node';
import { processesBelow } from './processes';
import { ServerLog } from './ServerLog';
import { startTool, type ToolOptions } from './tool';

/** Long enough for a server that only has to notice it shall go. */
const STOP_MS = 10_000;
/** What a server logged last is read by then. */
const LAST_WORDS_MS = 500;

async function oomKills(): Promise<number> {
  const text = await readFile('/proc/vmstat', 'utf8').catch(() => '');
  return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
}

/** One running `postgres` process with its children. */
export class Postmaster {
  readonly #child: ChildProcess;
  readonly #log = new ServerLog();
  readonly #exit: Promise<void>;
  readonly #oomBefore: number;
  #ended: { code: number | null; signal: NodeJS.Signals | null } | undefined;
  #stopping = false;

  private constructor(
    { file, args }: ServerCommand,
    readonly dataDir: string,
    options: ToolOptions,
    oomBefore: number,
  ) {
    this.#oomBefore = oomBefore;
    this.#child = startTool(file, args, { ...options, stdin: false });
    this.#child.stdout?.resume();
    if (this.#child.stderr) this.#log.listen(this.#child.stderr);
    this.#exit = new Promise(resolve => {
      const end = (code: number | null, signal: NodeJS.Signals | null) => {
        this.#ended ??= { code, signal };
        resolve();
      };
      let lastWords: NodeJS.Timeout | undefined;
      this.#child.on('error', () => end(null, null));
      // A backend that outlives a killed server keeps its log open: whoever waited for that would wait for the backend's work.
      this.#child.on('exit', (code, signal) => {
        lastWords = setTimeout(() => end(code, signal), LAST_WORDS_MS);
      });
      this.#child.on('close', (code, signal) => {
        clearTimeout(lastWords);
        end(code, signal);
      });
    });
  }

  /** Starts a server and waits until it takes connections, however long its recovery takes. */
  static async start(
    binDir: string,
    dataDir: string,
    options: ToolOptions & { signal: AbortSignal },
  ): Promise<Postmaster> {
    options.signal.throwIfAborted();
    const command = await endingWithUs({
      file: join(binDir, 'postgres'),
      args: ['-D', dataDir],
    });
    const server = new Postmaster(command, dataDir, options, await oomKills());
    const kill = () => server.#child.kill('SIGKILL');
    options.signal.addEventListener('abort', kill, { once: true });
    void server.#exit.then(() =>
      options.signal.removeEventListener('abort', kill),
    );
    const status = join(dataDir, 'postmaster.pid');
    while (!server.#ended) {
      const lines = (await readFile(status, 'utf8').catch(() => '')).split(
        '\n',
      );
      if (
        lines[0] === String(server.#child.pid) &&
        lines[7]?.trim() === 'ready'
      ) {
        return server;
      }
      await sleep(20);
    }
    options.signal.throwIfAborted();
    throw server.#startFault();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get alive(): boolean {
    return !this.#ended;
  }

  /** SQLSTATE of the last fatal line in the log. */
  get fatalState(): string | undefined {
    return this.#log.fatal;
  }

  #startFault(): DrillFault {
    const { unknownSetting, diskFull, fatal } = this.#log;
    if (diskFull) return scratchFull();
    if (unknownSetting) {
      return new DrillFault(
        'profile-invalid',
        `This PostgreSQL server does not know the setting "${unknownSetting}".`,
      );
    }
    return new DrillFault(
      'engine-start',
      `The scratch PostgreSQL server did not start${
        fatal ? ` (SQLSTATE ${fatal})` : ''
      }.`,
    );
  }

  /** Why the server is gone, when we did not stop it. Waits a moment, for a connection breaks before its server ends. */
  async fault(): Promise<DrillFault | undefined> {
    await Promise.race([this.#exit, sleep(2000, undefined, { ref: false })]);
    if (!this.#ended || this.#stopping) return undefined;
    if (this.#log.diskFull) return scratchFull();
    const { code, signal } = this.#ended;
    if ((await oomKills()) > this.#oomBefore) {
      return new DrillFault(
        'memory-short',
        'The scratch PostgreSQL server was killed because the machine ran out of memory. Run fewer drills at once or give the drill host more memory.',
      );
    }
    return new DrillFault(
      'internal',
      `The scratch PostgreSQL server stopped in the middle of the drill (${
        signal ?? `exit code ${code}`
      }). This says nothing about the backup; run the drill again.`,
    );
  }

  /** Ends the server in order: what it has is written, and its next start has nothing to recover. */
  async shutDown(): Promise<void> {
    if (!this.alive) return;
    this.#stopping = true;
    this.#child.kill('SIGINT');
    await Promise.race([this.#exit, sleep(STOP_MS, undefined, { ref: false })]);
    if (this.#ended?.code !== 0) {
      throw new DrillFault(
        'engine-start',
        'The scratch PostgreSQL server did not end in order.',
      );
    }
  }

  /** Ends the server and all its processes. Nothing in it is worth a clean shutdown. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (!this.#ended) {
      this.#child.kill('SIGQUIT');
      await Promise.race([
        this.#exit,
        sleep(STOP_MS, undefined, { ref: false }),
      ]);
      if (!this.#ended) this.#child.kill('SIGKILL');
      await this.#exit;
    }
    // Backends notice a lost parent by themselves, but not at once.
    for (let left = await processesBelow(this.dataDir); left.length > 0; ) {
      for (const { pid } of left) killQuietly(pid);
      await sleep(20);
      left = await processesBelow(this.dataDir);
    }
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

/** The drill's disk is full. */
export function scratchFull(): DrillFault {
  return new DrillFault(
    'scratch-full',
    'The disk under the drill’s work directory is full. Free some space or choose another work directory.',
  );
}
