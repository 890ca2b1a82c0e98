import { once } from 'node:events';
import type { Readable } from 'node:stream';
import {
  BackupFault,
  DrillFault,
  type DumpSource,
  type LoadProgress,
} from '@emr-backup/plugin-emr-backup-node';
import type { ScratchProcess } from '../boot/ScratchProcess';
import type { Definer } from './Definers';
import type { RunAccount } from '../process/RunAccount';
import { ToolProcess } from '../process/ToolProcess';
import { DumpReading } from '../scan/DumpReading';
import { clientFault, LOST_SERVER, parseClientError } from './clientError';

/** What loading through the client needs. */
export interface DumpLoadRequest {
  source: DumpSource;
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
const INIT_COMMAND =
  "SET foreign_key_checks=0, unique_checks=0, sql_mode=CONCAT(@@sql_mode,',NO_AUTO_VALUE_ON_ZERO')";

/** Progress more often than this is noise, and costs more than it tells. */
const PROGRESS_BYTES = 1024 * 1024;

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
  request.source.database,
];

/** Reads the dump into the client's stdin until it ends, the client ends, or we are aborted. */
async function feed(
  stream: Readable,
  reading: DumpReading,
  client: ToolProcess,
  onDefiners: DumpLoadRequest['onDefiners'],
  onBytes: (bytes: number) => void,
) {
  const write = async (parts: Buffer[]) => {
    const definers = reading.takeDefiners();
    if (definers.length > 0) await onDefiners(definers);
    for (const part of parts) {
      if (client.exit || !client.stdin.writable) return;
      if (!client.stdin.write(part)) {
        const waiting = new AbortController();
        await Promise.race([
          once(client.stdin, 'drain', { signal: waiting.signal }),
          client.exited,
        ]).finally(() => waiting.abort());
      }
    }
  };
  for await (const chunk of stream) {
    if (client.exit) return;
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    await write(reading.push(bytes));
    onBytes(bytes.length);
  }
  if (!client.exit) await write(reading.end());
}

async function lostServerFault(request: DumpLoadRequest) {
  return (
    (await request.server.deathFault()) ??
    new DrillFault(
      'engine-start',
      'The connection to the scratch server broke while the dump was loaded.',
    )
  );
}

/** Loads one mysqldump through the client; what was read of it, or a fault. */
export async function loadDump(
  request: DumpLoadRequest,
): Promise<{ bytes: number; reading: DumpReading }> {
  const { source, signal, onProgress } = request;
  if (!source.open) {
    throw new DrillFault(
      'internal',
      `The dump ${source.name} was given without a stream.`,
    );
  }
  signal.throwIfAborted();
  const reading = new DumpReading();
  const client = await ToolProcess.start({
    file: request.client,
    args: clientArguments(request),
    account: request.account,
    cwd: request.cwd,
  });
  let stream: Readable | undefined;
  const stop = () => {
    client.kill();
    stream?.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  // A client that died tells why by its exit, not by our broken pipe.
  client.stdin.on('error', () => undefined);
  client.stdout.resume();
  let bytes = 0;
  let reported = 0;
  try {
    stream = await source.open({ signal });
    if (signal.aborted) stop();
    void client.exited.then(() => stream?.destroy());
    try {
      await feed(stream, reading, client, request.onDefiners, count => {
        bytes += count;
        if (bytes - reported >= PROGRESS_BYTES) {
          reported = bytes;
          onProgress?.({ bytes, table: reading.table });
        }
      });
    } catch (error) {
      signal.throwIfAborted();
      // Our own destroy() of the stream, because the client had ended.
      const premature =
        (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
      if (!premature || !client.exit) throw error;
    }
    client.stdin.end();
    const exit = await client.exited;
    signal.throwIfAborted();
    if (exit.code !== 0) {
      const error = parseClientError(client.stderr);
      if (
        !error ||
        LOST_SERVER.has(error.code ?? 0) ||
        !request.server.running
      ) {
        throw await lostServerFault(request);
      }
      throw clientFault(error);
    }
    onProgress?.({ bytes, table: reading.table });
    if (reading.statements === 0) {
      throw new BackupFault(
        'hollow',
        `The dump ${source.name} holds no SQL statement.`,
      );
    }
    return { bytes, reading };
  } finally {
    signal.removeEventListener('abort', stop);
    stream?.destroy();
    await client.killAndWait();
  }
}
