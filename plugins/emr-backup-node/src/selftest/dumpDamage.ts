import type { LeafKind } from '../contracts';

type Bytes = AsyncIterable<Buffer>;

/** Lines of a dump, each with its line end. Dumps are bytes, not text: latin1 keeps every byte. */
async function* lines(dump: Bytes): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of dump) {
    const parts = (rest + chunk.toString('latin1')).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) yield `${line}\n`;
  }
  if (rest) yield rest;
}

const bytes = (line: string) => Buffer.from(line, 'latin1');

const SECTION = /^-- (?:Table structure|Dumping data) for table [`"](.+)[`"]/;
const TRAILER = /^-- (?:Dump completed|PostgreSQL database dump complete)/;

/** Ends the dump before the table section that follows `after` of them: what a full disk or a killed dump leaves. */
export const cutAtTableBoundary = (after: number) =>
  async function* cut(dump: Bytes): AsyncGenerator<Buffer> {
    let seen = 0;
    for await (const line of lines(dump)) {
      if (
        /^-- Table structure for table|^-- Name: .*; Type: TABLE;/.test(line)
      ) {
        if (seen === after) return;
        seen += 1;
      }
      yield bytes(line);
    }
  };

/** Leaves one table out, definition and rows. */
export const withoutTable = (table: string) =>
  async function* drop(dump: Bytes): AsyncGenerator<Buffer> {
    let inside = false;
    for await (const line of lines(dump)) {
      const section = SECTION.exec(line);
      if (section) inside = section[1] === table;
      else if (/^-- (?:Dump completed|Temporary|Final|Dumping)/.test(line))
        inside = false;
      if (!inside) yield bytes(line);
    }
  };

/** Keeps every definition and leaves all rows out, as `--no-data` does. */
export async function* withoutRows(dump: Bytes): AsyncGenerator<Buffer> {
  let inside = false;
  for await (const line of lines(dump)) {
    if (/^INSERT INTO /.test(line)) inside = true;
    if (!inside) yield bytes(line);
    if (inside && /;\s*$/.test(line)) inside = false;
  }
}

/** Adds statements before the trailer, so that the restored copy differs from what the dump says it is. */
export const withStatements = (...statements: string[]) =>
  async function* append(dump: Bytes): AsyncGenerator<Buffer> {
    for await (const line of lines(dump)) {
      if (TRAILER.test(line))
        for (const statement of statements) yield bytes(`${statement}\n`);
      yield bytes(line);
    }
  };

/** Leaves the trailer out, and nothing else. */
export async function* withoutTrailer(dump: Bytes): AsyncGenerator<Buffer> {
  for await (const line of lines(dump))
    if (!TRAILER.test(line)) yield bytes(line);
}

/** Has the UTF-8 rows read as Latin-1, the classic mistake of a restore script. */
export async function* readAsLatin1(dump: Bytes): AsyncGenerator<Buffer> {
  for await (const line of lines(dump))
    yield bytes(line.replace(/SET NAMES utf8(?:mb[34])?/, 'SET NAMES latin1'));
}

/** Puts a line before the first statement. */
export const withFirstLine = (first: string) =>
  async function* prepend(dump: Bytes): AsyncGenerator<Buffer> {
    let put = false;
    for await (const line of lines(dump)) {
      if (!put && !/^(?:--|\/\*|\s*$)/.test(line)) {
        put = true;
        yield bytes(`${first}\n`);
      }
      yield bytes(line);
    }
  };

/** Nothing at all. */
export async function* nothing(dump: Bytes): AsyncGenerator<Buffer> {
  for await (const chunk of dump) chunk.subarray(0, 0);
}

/** The first part of a file, by share of its bytes. Holds the file in memory, wrapped. */
export const firstShare = (share: number) =>
  async function* cut(file: Bytes): AsyncGenerator<Buffer> {
    const whole = await collect(file);
    yield whole.subarray(0, Math.floor(whole.length * share));
  };

async function collect(file: Bytes): Promise<Buffer> {
  const chunks = [];
  for await (const chunk of file) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Whether statements can be added to and taken from a dump of this kind. */
export const isSqlText = (kind: LeafKind) =>
  kind === 'mysqldump' || kind === 'pg-plain';
