import type { Readable } from 'node:stream';
import type { DumpReading } from '../scan/DumpReading';

/** One file of SQL, loaded in turn with others through one client. */
export interface DumpPart {
  /** For messages. */
  name: string;
  /** SQL that goes before it, of whole lines; its lines are not counted as the file's. */
  prologue?: string;
  open(options: { signal: AbortSignal }): Promise<Readable>;
  reading: DumpReading;
}

/** Remembers where in the client's input each part starts, so that its errors name file and line. */
export class PartLines {
  readonly #starts: { name: string; before: number }[] = [];
  #lines = 0;

  /** A part starts here, after so many lines that are not its own. */
  begin(part: DumpPart) {
    const prologue = part.prologue?.split('\n').length ?? 1;
    this.#starts.push({
      name: part.name,
      before: this.#lines + prologue - 1,
    });
  }

  /** So many more lines went to the client. */
  add(lines: number) {
    this.#lines += lines;
  }

  /** File and line of a line of the client's input. */
  find(line: number): { name: string; line: number } {
    const start = this.#starts.findLast(({ before }) => before < line);
    return start
      ? { name: start.name, line: line - start.before }
      : { name: 'the dump', line };
  }
}
