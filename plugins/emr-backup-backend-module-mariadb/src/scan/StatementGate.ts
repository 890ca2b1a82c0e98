import { countNewlines, latin1, NEWLINE } from './ByteClasses';

/** What becomes of a statement: whether the server sees it, and whether its whole text is wanted. */
export interface Judgement {
  pass: boolean;
  keepText?: boolean;
}

/** What the gate asks and tells. Texts are latin1, one character a byte. */
export interface StatementListener {
  /** Once per statement, with its first bytes; decides whether the server sees it. */
  judge(head: string): Judgement;
  /** Once per statement whose text was wanted, at its end. */
  statementText(text: string): void;
}

/** A statement is judged by its first bytes; mysqldump's longest prelude before a name is far shorter. */
const HEAD_BYTES = 4096;
/** More than the longest CREATE TABLE there can be. */
const TEXT_BYTES = 4 * 1024 * 1024;

/**
 * Lets the bytes of a dump through statement by statement. Nothing of a
 * statement gets out before it is judged; a dropped one leaves its newlines, so
 * that the line numbers of the client's errors stay those of the dump.
 */
export class StatementGate {
  readonly #listener: StatementListener;
  #out: Buffer[] = [];
  /** First byte of the chunk at hand that is neither out, held nor dropped. */
  #pending = 0;
  /** Where the part of the statement not yet looked at starts. */
  #mark = 0;
  #inStatement = false;
  #judgement: Judgement | undefined;
  #text = '';
  #held: Buffer[] = [];

  constructor(listener: StatementListener) {
    this.#listener = listener;
  }

  /** A statement starts here. */
  begin(at: number) {
    this.#inStatement = true;
    this.#judgement = undefined;
    this.#text = '';
    this.#mark = at;
  }

  /** The statement ends before here. */
  end(buffer: Buffer, at: number) {
    const from = this.#mark;
    this.#look(buffer, at, true);
    const { pass, keepText } = this.#judgement ?? { pass: true };
    if (pass) {
      this.#releaseHeld();
    } else {
      this.#drop(buffer, from, at);
    }
    if (keepText) this.#listener.statementText(this.#text);
    this.#inStatement = false;
  }

  /** The chunk was read up to here: what may go to the server. */
  flush(buffer: Buffer, at: number): Buffer[] {
    if (this.#inStatement) {
      const from = this.#mark;
      this.#look(buffer, at, false);
      if (!this.#judgement) {
        this.#emit(buffer, from);
        this.#held.push(Buffer.from(buffer.subarray(from, at)));
        this.#pending = at;
      } else if (this.#judgement.pass) {
        this.#releaseHeld();
      } else {
        this.#drop(buffer, from, at);
      }
    }
    this.#emit(buffer, at);
    const out = this.#out;
    this.#out = [];
    this.#pending = 0;
    this.#mark = 0;
    return out;
  }

  #look(buffer: Buffer, to: number, complete: boolean) {
    let from = this.#mark;
    this.#mark = to;
    if (!this.#judgement) {
      const stop = Math.min(to, from + HEAD_BYTES - this.#text.length);
      this.#text += latin1(buffer, from, stop);
      from = stop;
      if (complete || this.#text.length >= HEAD_BYTES) {
        this.#judgement = this.#listener.judge(this.#text);
      }
    }
    if (this.#judgement?.keepText && this.#text.length < TEXT_BYTES) {
      this.#text += latin1(buffer, from, to);
    }
  }

  #releaseHeld() {
    if (this.#held.length === 0) return;
    // What is held began in an earlier chunk, so it comes before all of this one.
    this.#out.unshift(...this.#held);
    this.#held = [];
  }

  #drop(buffer: Buffer, from: number, to: number) {
    this.#emit(buffer, from);
    const lines =
      countNewlines(buffer, from, to) +
      this.#held.reduce(
        (sum, part) => sum + countNewlines(part, 0, part.length),
        0,
      );
    this.#held = [];
    if (lines > 0) this.#out.push(Buffer.alloc(lines, NEWLINE));
    this.#pending = to;
  }

  #emit(buffer: Buffer, to: number) {
    if (to > this.#pending) {
      this.#out.push(buffer.subarray(this.#pending, to));
    }
    this.#pending = Math.max(to, this.#pending);
  }
}
