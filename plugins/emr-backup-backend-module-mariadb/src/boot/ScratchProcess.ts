import { readFile, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DrillFault, endingWithUs } from '@emr-backup/plugin-emr-backup-node';
import type { RunAccount } from '../process/RunAccount';
import { ToolProcess } from '../process/ToolProcess';
import type { ScratchLayout } from './ScratchLayout';
import { startFault, tellsOfFullDisk } from './startFault';

/** Crash recovery of a big physical copy takes minutes; an empty server half a second. */
const START_TIMEOUT_MS = 15 * 60 * 1000;

/** A server that hangs on a full disk waits for a person; nobody comes to a drill. */
const DISK_RESERVE_BYTES = 24 * 1024 * 1024;
const DISK_POLL_MS = 500;

/** The log comes through a pipe, a little after the answer to the query. */
const LOG_DELAY_MS = 200;

const DAMAGED_FILE =
  /(?:File|of file) '\.\/([^'/\n]+)\/([^'/\n#]+)(?:#[^'/\n]*)?\.ibd'(?= is corrupted| page)/g;

async function oomKills(): Promise<number> {
  try {
    const text = await readFile('/proc/vmstat', 'utf8');
    return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const accepts = (socketPath: string) =>
  new Promise<boolean>(done => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });

/** Bytes that may still be written below a path. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/** One running mariadbd, and why it ended when it did not do so for us. */
export class ScratchProcess {
  readonly #tool: ToolProcess;
  readonly #layout: ScratchLayout;
  readonly #oomKillsBefore: number;
  readonly #damagedTables = new Set<string>();
  #stopping = false;
  #diskFull = false;

  private constructor(
    tool: ToolProcess,
    layout: ScratchLayout,
    oomKillsBefore: number,
  ) {
    this.#tool = tool;
    this.#layout = layout;
    this.#oomKillsBefore = oomKillsBefore;
    tool.stdout.resume();
    tool.stdin.on('error', () => undefined);
    tool.stdin.end();
    let lastLine = '';
    tool.onStderr(text => {
      if (tellsOfFullDisk(text)) this.#giveUpForDisk();
      const lines = lastLine + text;
      lastLine = lines.slice(lines.lastIndexOf('\n') + 1);
      for (const [, database, table] of lines.matchAll(DAMAGED_FILE)) {
        this.#damagedTables.add(`${database}.${table}`);
      }
    });
  }

  static async start(request: {
    file: string;
    args: string[];
    account: RunAccount;
    layout: ScratchLayout;
    signal: AbortSignal;
    /** Reads a reason out of the log of a server that did not come up. */
    judge?: (log: string) => Error | undefined;
  }): Promise<ScratchProcess> {
    const { layout, signal } = request;
    signal.throwIfAborted();
    const before = await oomKills();
    const tool = await ToolProcess.start({
      ...(await endingWithUs({ file: request.file, args: request.args })),
      account: request.account,
      cwd: layout.dataDir,
    });
    const server = new ScratchProcess(tool, layout, before);
    try {
      const deadline = Date.now() + START_TIMEOUT_MS;
      while (!(await accepts(layout.socket))) {
        signal.throwIfAborted();
        if (tool.exit) {
          throw (
            request.judge?.(tool.stderr) ?? startFault(tool.stderr, tool.exit)
          );
        }
        if (Date.now() > deadline) {
          throw new DrillFault(
            'engine-start',
            `The scratch server did not accept connections within ${
              START_TIMEOUT_MS / 60_000
            } minutes.`,
          );
        }
        await sleep(15);
      }
      return server;
    } catch (error) {
      await tool.killAndWait();
      throw error;
    }
  }

  get pid() {
    return this.#tool.pid;
  }

  /** The server's own log, for classification only. */
  get log() {
    return this.#tool.stderr;
  }

  /** Tables in whose files the server found damaged pages. A damaged value outside its row makes no query fail: only the log tells. */
  async damagedTables(): Promise<string[]> {
    await sleep(LOG_DELAY_MS);
    return [...this.#damagedTables];
  }

  get running() {
    return !this.#tool.exit;
  }

  /** Kills the server when the disk below it runs out; ends when `done` settles. */
  async watchDisk(done: AbortSignal): Promise<void> {
    while (!done.aborted && this.running) {
      if ((await freeBytes(this.#layout.root)) < DISK_RESERVE_BYTES) {
        this.#giveUpForDisk();
        return;
      }
      await sleep(DISK_POLL_MS, undefined, { signal: done }).catch(
        () => undefined,
      );
    }
  }

  /** Why the server is gone, or undefined while it runs. Waits a moment for a death under way. */
  async deathFault(): Promise<DrillFault | undefined> {
    if (!this.#diskFull) {
      await Promise.race([this.#tool.exited, sleep(1000)]);
    }
    if (this.#diskFull) {
      return new DrillFault(
        'scratch-full',
        `The disk of the work dir became full during the drill. At least ${DISK_RESERVE_BYTES} bytes must stay free.`,
      );
    }
    const exit = this.#tool.exit;
    if (!exit || this.#stopping) return undefined;
    if (exit.signal === 'SIGKILL') {
      return (await oomKills()) > this.#oomKillsBefore
        ? new DrillFault(
            'memory-short',
            'The system killed the scratch server for lack of memory.',
          )
        : new DrillFault(
            'engine-start',
            'The scratch server was killed from outside during the drill.',
          );
    }
    return new DrillFault(
      'engine-start',
      exit.signal
        ? `The scratch server ended by ${exit.signal} during the drill.`
        : `The scratch server ended with code ${exit.code} during the drill.`,
    );
  }

  /** The copy is thrown away, so there is nothing to shut down in order. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#tool.killAndWait();
  }

  #giveUpForDisk() {
    if (this.#stopping) return;
    this.#diskFull = true;
    this.#tool.kill();
  }
}
