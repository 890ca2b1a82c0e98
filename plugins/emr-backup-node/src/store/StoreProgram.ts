import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { addAbortSignal, Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { DrillFault } from '../contracts';

/** How a store's program ended. @public */
export interface StoreProgramEnd {
  /** Null when a signal ended it. */
  code: number | null;
  /** Its messages, for classification only: never passed on. */
  messages: string;
  /** What it wrote to its standard output. */
  bytes: number;
}

/** A program that reads a store, such as rclone, restic or borg. @public */
export interface StoreProgram {
  /** Name or absolute path. */
  program: string;
  /** What to install when it is missing. */
  debianPackage: string;
  /** Seen by everyone on the machine: never a secret. */
  args: readonly string[];
  /** Added to an otherwise nearly empty environment, for this program only. */
  env?: Readonly<Record<string, string>>;
  /** What the program reads from its standard input or from descriptor 3: neither arguments nor environment show it. */
  secret?: { text: string; descriptor: 0 | 3 };
  signal?: AbortSignal;
  /** What the end means; undefined when the program did its work. */
  judge(end: StoreProgramEnd): Error | undefined;
}

// Messages are only searched for known words; a program that complains about
// every file must not fill the memory.
const MAX_MESSAGES = 64 * 1024;

/** The rest of our environment may hold secrets that are nobody's business. */
const INHERITED = [
  'PATH',
  'HOME',
  'TMPDIR',
  'SSH_AUTH_SOCK',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
];

/** What a program writes. It ends only after the program has ended well, and closes when the program is gone. */
class ProgramOutput extends Readable {
  readonly gone: Promise<void>;
  readonly #child: ChildProcess;
  #messages = '';
  #bytes = 0;
  #running = true;

  constructor(request: StoreProgram) {
    super();
    this.#child = spawn(request.program, request.args, {
      stdio: [
        request.secret?.descriptor === 0 ? 'pipe' : 'ignore',
        'pipe',
        'pipe',
        request.secret?.descriptor === 3 ? 'pipe' : 'ignore',
      ],
      env: { ...inherited(), LC_ALL: 'C.UTF-8', ...request.env },
      // Its own group, so that an ssh it started goes with it.
      detached: true,
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.#bytes += chunk.length;
      // After destroy the output must still drain, or the program never closes.
      if (!this.destroyed && !this.push(chunk)) this.#child.stdout?.pause();
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#messages = (this.#messages + text).slice(-MAX_MESSAGES);
    });
    if (request.secret) this.#tell(request.secret);
    this.gone = new Promise(resolve => {
      this.#child.once('error', error => {
        if (this.#child.pid !== undefined) return;
        this.#running = false;
        resolve();
        this.destroy(notStarted(request, error));
      });
      this.#child.once('close', code => {
        this.#running = false;
        resolve();
        if (!this.destroyed) this.#end(request, code);
      });
    });
    if (request.signal) addAbortSignal(request.signal, this);
  }

  #tell({ text, descriptor }: { text: string; descriptor: 0 | 3 }) {
    const pipe = this.#child.stdio[descriptor];
    if (!(pipe instanceof Writable)) return;
    // A program that ends without reading it is judged by its end.
    pipe.on('error', () => undefined);
    pipe.end(text);
  }

  #end(request: StoreProgram, code: number | null) {
    const end = { code, messages: this.#messages, bytes: this.#bytes };
    const fault = request.judge(end);
    if (fault) this.destroy(fault);
    else this.push(null);
  }

  override _read() {
    this.#child.stdout?.resume();
  }

  override _destroy(
    error: Error | null,
    done: (error: Error | null) => void,
  ): void {
    this.#kill();
    this.#child.stdout?.resume();
    this.gone.then(() => done(error));
  }

  #kill() {
    if (!this.#running || this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      this.#child.kill('SIGKILL');
    }
  }
}

/**
 * What a program writes, as a stream. Resolves with the first byte, so that a
 * file that is not there is refused here; a program that fails later makes the
 * stream fail instead of end. The program is killed when the stream is
 * destroyed or the signal aborts.
 * @public
 */
export async function openProgramOutput(
  request: StoreProgram,
): Promise<Readable> {
  request.signal?.throwIfAborted();
  const output = new ProgramOutput(request);
  await once(output, 'readable');
  return output;
}

/**
 * What a program writes, line by line, no faster than it is read. The program
 * is gone when the loop over it has ended, however it ended.
 * @public
 */
export async function* readProgramLines(
  request: StoreProgram,
): AsyncGenerator<string> {
  request.signal?.throwIfAborted();
  const output = new ProgramOutput(request);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const chunk of output) {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        request.signal?.throwIfAborted();
        yield line;
      }
    }
    if (rest) yield rest;
  } finally {
    output.destroy();
    await output.gone;
  }
}

/**
 * All that a program writes, for answers that are small by nature.
 * @public
 */
export async function readProgramText(request: StoreProgram): Promise<string> {
  const lines: string[] = [];
  for await (const line of readProgramLines(request)) lines.push(line);
  return lines.join('\n');
}

function inherited(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}

function notStarted({ program, debianPackage }: StoreProgram, error: Error) {
  return new DrillFault(
    'tool-missing',
    `The program ${program} is needed to read this store and could not be started; install the Debian package ${debianPackage}.`,
    error,
  );
}
