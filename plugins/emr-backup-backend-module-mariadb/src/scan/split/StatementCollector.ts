import { latin1 } from '../ByteClasses';
import type { RowGate } from '../DumpScanner';
import type { StatementListener } from '../StatementGate';
import { plainStatement } from '../statementText';
import type { RowBatch } from './RowBatch';
import { RowReader } from './RowReader';
import { SplitFallback } from './SplitFallback';

/** A statement of its own, whole and without its delimiter. */
export interface PlainStatement {
  kind: 'statement';
  text: Buffer;
  /** Line of the dump it starts at. */
  line: number;
  /** Its first words as the server reads them. */
  plain: string;
}

/** What a dump is taken apart into, in its order. */
export type SplitItem = PlainStatement | { kind: 'rows'; batch: RowBatch };

/** What the collector asks and tells, beside the judging of statements. */
export interface CollectorListener extends StatementListener {
  /** Statements at hand belong to the server's own schema, and stay out. */
  readonly inSystemSchema: boolean;
}

/** A statement that is kept in memory for its turn; more goes by the client. */
const STATEMENT_BYTES = 64 * 1024 * 1024;
const HEAD_BYTES = 4096;

/**
 * Takes a dump apart: rows in batches, everything else statement by statement.
 * The counterpart of StatementGate, which hands on bytes as they come.
 */
export class StatementCollector implements RowGate {
  readonly rows: RowReader;
  readonly #listener: CollectorListener;
  #items: SplitItem[] = [];
  #pieces: Buffer[] = [];
  #bytes = 0;
  /** Where the part of the statement in the chunk at hand starts. */
  #mark = 0;
  #line = 0;
  #inStatement = false;

  constructor(listener: CollectorListener) {
    this.#listener = listener;
    this.rows = new RowReader(batch =>
      this.#items.push({ kind: 'rows', batch }),
    );
  }

  get takesRows(): boolean {
    return !this.#listener.inSystemSchema;
  }

  /** What was read since the last call. */
  take(): SplitItem[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  begin(at: number, line: number) {
    this.rows.close();
    this.#inStatement = true;
    this.#mark = at;
    this.#line = line;
    this.#pieces = [];
    this.#bytes = 0;
  }

  adopt(lost: { before: Buffer[]; from: number; line: number }) {
    this.begin(lost.from, lost.line);
    for (const piece of lost.before) this.#keep(piece);
  }

  end(buffer: Buffer, at: number, delimiterLength: number) {
    this.#keep(buffer.subarray(this.#mark, Math.max(this.#mark, at)));
    this.#inStatement = false;
    const whole = Buffer.concat(this.#pieces);
    this.#pieces = [];
    const text = whole.subarray(0, whole.length - delimiterLength);
    const head = latin1(text, 0, HEAD_BYTES);
    const { pass, keepText } = this.#listener.judge(head);
    if (keepText) this.#listener.statementText(latin1(text, 0, text.length));
    if (!pass) return;
    const plain = plainStatement(head);
    this.#items.push({ kind: 'statement', text, line: this.#line, plain });
  }

  flush(buffer: Buffer, at: number): Buffer[] {
    this.rows.flush(buffer, at);
    if (this.#inStatement) {
      this.#keep(buffer.subarray(this.#mark, at));
      this.#mark = 0;
    }
    return [];
  }

  #keep(piece: Buffer) {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes > STATEMENT_BYTES) {
      throw new SplitFallback(
        `it holds a statement of more than ${
          STATEMENT_BYTES / (1024 * 1024)
        } MB`,
      );
    }
  }
}
