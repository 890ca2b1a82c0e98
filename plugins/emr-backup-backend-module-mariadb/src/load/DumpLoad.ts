import type { Readable } from 'node:stream';
import {
  DrillFault,
  writePaced,
  type LoadProgress,
} from '@emr-backup/plugin-emr-backup-node';
import type { ScratchProcess } from '../boot/ScratchProcess';
import type { RunAccount } from '../process/RunAccount';
import { ToolProcess } from '../process/ToolProcess';
import { countNewlines } from '../scan/ByteClasses';
import { clientFault, LOST_SERVER, parseClientError } from './clientError';
import type { Definer } from './Definers';
import { PartLines, type DumpPart } from './DumpPart';

/** What loading through the client needs. */
export interface DumpLoadRequest {
  parts: readonly DumpPart[];
  /** Where rows land that the SQL itself sends nowhere else. */
  database: string;
  /** Path of the mariadb client. */
  client: string;
  /** Defaults file with socket and password. */
  clientFile: string;
  account: RunAccount;
  cwd: string;
  server: ScratchProcess;
  /** Called before the server sees the statements that name these accounts. */
  onDefiners: (definers: Definer[]) => Promise<void>;
  signal: AbortSignal;
  onProgress?: (progress: LoadProgress) => void;
}

/**
 * Dumps made without their usual prelude (--compact) load in the order and with
 * the zero keys they were written with.
 */
export const INIT_COMMAND =
  "SET foreign_key_checks=0, unique_checks=0, sql_mode=CONCAT(@@sql_mode,',NO_AUTO_VALUE_ON_ZERO')";

/** Progress more often than this is noise, and costs more than it tells. */
export const PROGRESS_BYTES = 1024 * 1024;

const clientArguments = (request: DumpLoadRequest) => [
  `--defaults-file=${request.clientFile}`,
  '--batch',
  // Byte-exact strings, and no client command but DELIMITER; the sandbox is the second lock.
  '--binary-mode',
  '--sandbox',
  '--comments',
  '--disable-reconnect',
  '--disable-local-infile',
  '--skip-progress-reports',
  '--default-character-set=utf8mb4',
  '--max-allowed-packet=1073741824',
  `--init-command=${INIT_COMMAND}`,
  request.database,
];

/** Loads SQL through the mariadb client. One of these loads once. */
class DumpLoad {
  readonly #request: DumpLoadRequest;
  readonly #client: ToolProcess;
  readonly #lines = new PartLines();
  #stream: Readable | undefined;
  #bytes = 0;
  #reported = 0;

  constructor(request: DumpLoadRequest, client: ToolProcess) {
    this.#request = request;
    this.#client = client;
    // A client that died tells why by its exit, not by our broken pipe.
    client.stdin.on('error', () => undefined);
    client.stdout.resume();
    void client.exited.then(() => this.#stream?.destroy());
  }

  /** Ends the client and the stream it is fed from. */
  stop() {
    this.#client.kill();
    this.#stream?.destroy();
  }

  async run(): Promise<number> {
    const { signal, parts, onProgress } = this.#request;
    for (const part of parts) {
      signal.throwIfAborted();
      if (this.#client.exit) break;
      await this.#feed(part);
    }
    this.#client.stdin.end();
    const exit = await this.#client.exited;
    signal.throwIfAborted();
    if (exit.code !== 0) throw await this.#fault();
    onProgress?.({ bytes: this.#bytes, table: parts.at(-1)?.reading.table });
    return this.#bytes;
  }

  /** Reads one part into the client until it ends, the client ends, or we are aborted. */
  async #feed(part: DumpPart) {
    const { signal } = this.#request;
    const { reading } = part;
    this.#lines.begin(part);
    this.#stream = await part.open({ signal });
    try {
      if (part.prologue) {
        await this.#write(part, reading.push(Buffer.from(part.prologue)));
      }
      for await (const chunk of this.#stream) {
        if (this.#client.exit) return;
        const bytes: Buffer = Buffer.isBuffer(chunk)
          ? chunk
          : Buffer.from(chunk);
        await this.#write(part, reading.push(bytes));
        this.#progress(part, bytes.length);
      }
      if (!this.#client.exit) await this.#write(part, reading.end());
    } catch (error) {
      signal.throwIfAborted();
      // Our own destroy() of the stream, because the client had ended.
      const premature =
        (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
      if (!premature || !this.#client.exit) throw error;
    } finally {
      this.#stream.destroy();
    }
  }

  async #write(part: DumpPart, buffers: Buffer[]) {
    const definers = part.reading.takeDefiners();
    if (definers.length > 0) await this.#request.onDefiners(definers);
    const { stdin, exited } = this.#client;
    for (const buffer of buffers) {
      if (this.#client.exit || !stdin.writable) return;
      this.#lines.add(countNewlines(buffer, 0, buffer.length));
      await writePaced(stdin, buffer);
      // A broken pipe is the client's end seen from our side: its exit tells why.
      if (!stdin.writable) await exited;
    }
  }

  #progress(part: DumpPart, bytes: number) {
    this.#bytes += bytes;
    if (this.#bytes - this.#reported < PROGRESS_BYTES) return;
    this.#reported = this.#bytes;
    this.#request.onProgress?.({
      bytes: this.#bytes,
      table: part.reading.table,
    });
  }

  async #fault() {
    const error = parseClientError(this.#client.stderr);
    const { server } = this.#request;
    if (!error || LOST_SERVER.has(error.code ?? 0) || !server.running) {
      return (
        (await server.deathFault()) ??
        new DrillFault(
          'engine-start',
          'The connection to the scratch server broke while the dump was loaded.',
        )
      );
    }
    return clientFault(
      error,
      error.line === null ? undefined : this.#lines.find(error.line),
    );
  }
}

/** Loads SQL files one after the other; how many bytes they were, or a fault. */
export async function loadParts(request: DumpLoadRequest): Promise<number> {
  const { signal } = request;
  signal.throwIfAborted();
  const client = await ToolProcess.start({
    file: request.client,
    args: clientArguments(request),
    account: request.account,
    cwd: request.cwd,
  });
  const load = new DumpLoad(request, client);
  const stop = () => load.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await load.run();
  } finally {
    signal.removeEventListener('abort', stop);
    load.stop();
    await client.killAndWait();
  }
}
