import { spawn, type ChildProcess } from 'node:child_process';
import { Duplex, type Readable, type Writable } from 'node:stream';
import { DrillFault } from '../contracts';

/** How a program ended. */
export interface ProgramEnd {
  /** Null when a signal ended it. */
  code: number | null;
  /** Its messages, for classification only: never passed on. */
  messages: string;
}

/** A program that turns its standard input into its standard output. */
export interface FilterProgram {
  program: string;
  debianPackage: string;
  args: readonly string[];
  /** Given to the program on file descriptors 3 and up, so that no secret is an argument. */
  pipes?: readonly Buffer[];
  /** Start it without a terminal. */
  ownSession?: boolean;
  /** What the end of the program means; null when it did its work. */
  judge(end: ProgramEnd): Error | null;
  /** Runs when the program is gone. */
  cleanup?(): Promise<void>;
}

// Messages are only searched for known words; a program that complains about
// every block must not fill the memory.
const MAX_MESSAGE_BYTES = 64 * 1024;

/**
 * A program as a stream. The end is held back until the program has judged all
 * of its input, so that a reader who sees the end has the whole content.
 */
export class ProgramFilter extends Duplex {
  readonly #child: ChildProcess;
  readonly #input: Writable;
  readonly #output: Readable;
  readonly #gone: Promise<void>;
  readonly #spec: FilterProgram;
  #messages = '';
  #judged = false;
  #inputEnded = false;

  constructor(spec: FilterProgram) {
    super();
    this.#spec = spec;
    const extra = (spec.pipes ?? []).map(() => 'pipe' as const);
    this.#child = spawn(spec.program, spec.args, {
      stdio: ['pipe', 'pipe', 'pipe', ...extra],
      // Nothing else of our environment: it may hold secrets.
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
      detached: spec.ownSession ?? false,
    });
    const [input, output, messages, ...pipes] = this.#child
      .stdio as unknown as [Writable, Readable, Readable, ...Writable[]];
    this.#input = input;
    this.#output = output;
    // A program that stops reading early is judged by its end, not by EPIPE.
    input.on('error', () => undefined);
    pipes.forEach((pipe, index) => {
      pipe.on('error', () => undefined);
      pipe.end(spec.pipes?.[index]);
    });
    messages.setEncoding('utf8').on('data', (text: string) => {
      if (this.#messages.length < MAX_MESSAGE_BYTES) this.#messages += text;
    });
    output.on('data', chunk => {
      // A destroyed filter takes nothing, and its program's output must still drain.
      if (!this.destroyed && !this.push(chunk)) output.pause();
    });
    this.#gone = new Promise(resolve => {
      this.#child.once('error', error => {
        this.destroy(
          new DrillFault(
            'tool-missing',
            `The program ${spec.program} is needed to open this backup and could not be started; install the Debian package ${spec.debianPackage}.`,
            error,
          ),
        );
        resolve();
      });
      this.#child.once('close', code => {
        this.#onEnd(code);
        resolve();
      });
    });
  }

  #onEnd(code: number | null) {
    if (this.destroyed) return;
    const fault = this.#spec.judge({ code, messages: this.#messages });
    if (fault) {
      this.destroy(fault);
      return;
    }
    this.#judged = true;
    this.#endWhenComplete();
  }

  #endWhenComplete() {
    if (this.#judged && this.#inputEnded) this.push(null);
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.#input.write(chunk, () => done());
  }

  override _final(done: () => void) {
    this.#input.end();
    this.#inputEnded = true;
    this.#endWhenComplete();
    done();
  }

  override _read() {
    this.#output.resume();
  }

  override _destroy(
    error: Error | null,
    done: (error: Error | null) => void,
  ): void {
    this.#child.kill('SIGKILL');
    this.#output.resume();
    const finish = async () => {
      await this.#gone;
      await this.#spec.cleanup?.();
    };
    finish().then(
      () => done(error),
      cleanupError => done(error ?? cleanupError),
    );
  }
}
