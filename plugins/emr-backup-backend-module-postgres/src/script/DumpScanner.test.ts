import { DumpScanner } from './DumpScanner';
import type { ScriptEvent } from './ScriptEvent';

function scan(script: string | Buffer, chunk = Infinity): ScriptEvent[] {
  const bytes = Buffer.from(script);
  const scanner = new DumpScanner();
  const events: ScriptEvent[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    events.push(...scanner.feed(bytes.subarray(at, at + chunk)));
  }
  return [...events, ...scanner.end()];
}

/** Rows come in pieces; put together they must be the same. */
function told(events: ScriptEvent[]): string[] {
  const lines: string[] = [];
  let rows = '';
  for (const event of events) {
    if (event.type === 'rows') {
      rows += event.data.toString('latin1');
      continue;
    }
    if (rows) lines.push(`rows ${JSON.stringify(rows)}`);
    rows = '';
    if (event.type === 'statement') {
      lines.push(`${event.line}: ${event.sql.toString('latin1')}`);
    } else if (event.type === 'command' || event.type === 'comment') {
      lines.push(`${event.line}: ${event.type} ${event.text}`);
    } else {
      lines.push(`${event.line}: ${event.type}`);
    }
  }
  return lines;
}

const EVERYTHING = `--
-- PostgreSQL database dump
--
\\restrict abc
SET standard_conforming_strings = on;
/* a /* nested */ comment; with \\! inside */
CREATE FUNCTION a() RETURNS text LANGUAGE sql AS $$ SELECT ';' || '\\!' $$;
CREATE FUNCTION b$1() RETURNS text AS $x$ $$ ; $y$ \\i file $x$ LANGUAGE sql;
CREATE OR REPLACE FUNCTION c() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END;
CREATE RULE r AS ON DELETE TO t DO INSTEAD (SELECT 1; SELECT 2);
INSERT INTO t VALUES ('it''s \\', E'a\\'; \\\\', "odd;"";name", U&'\\0041', 1-2, 4/2); -- why; not
COPY t (a, "b;") FROM stdin;
\\N\tone
\\.x
\\\\.
-- no comment; $$ '
\\! rm -rf /
\\.

SELECT 1
  -- a comment ; inside
  , 2;
\\unrestrict abc
`;

describe('the scanner of SQL scripts', () => {
  it('tells statements, rows, commands and comments apart', () => {
    expect(told(scan(EVERYTHING))).toEqual([
      '1: comment --',
      '2: comment -- PostgreSQL database dump',
      '3: comment --',
      '4: command restrict abc',
      '5: SET standard_conforming_strings = on;',
      "7: CREATE FUNCTION a() RETURNS text LANGUAGE sql AS $$ SELECT ';' || '\\!' $$;",
      '8: CREATE FUNCTION b$1() RETURNS text AS $x$ $$ ; $y$ \\i file $x$ LANGUAGE sql;',
      '9: CREATE OR REPLACE FUNCTION c() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END;',
      '10: CREATE RULE r AS ON DELETE TO t DO INSTEAD (SELECT 1; SELECT 2);',
      "11: INSERT INTO t VALUES ('it''s \\', E'a\\'; \\\\', \"odd;\"\";name\", U&'\\0041', 1-2, 4/2);",
      '11: comment -- why; not',
      '12: COPY t (a, "b;") FROM stdin;',
      `rows ${JSON.stringify(
        "\\N\tone\n\\.x\n\\\\.\n-- no comment; $$ '\n\\! rm -rf /\n",
      )}`,
      '18: rows-end',
      '20: SELECT 1\n  -- a comment ; inside\n  , 2;',
      '23: command unrestrict abc',
    ]);
  });

  it.each([1, 2, 3, 5, 7, 64])(
    'says the same when the script comes in chunks of %i bytes',
    chunk => {
      expect(told(scan(EVERYTHING, chunk))).toEqual(told(scan(EVERYTHING)));
    },
  );

  it('knows the end of rows with Windows line ends and at the end of the file', () => {
    expect(
      told(scan('COPY t FROM stdin;\r\n1\r\n\\.\r\nSELECT 1;', 1)),
    ).toEqual([
      '1: COPY t FROM stdin;',
      'rows "1\\r\\n"',
      '3: rows-end',
      '4: SELECT 1;',
    ]);
    expect(told(scan('COPY t FROM STDIN;\n1\n\\.'))).toEqual([
      '1: COPY t FROM STDIN;',
      'rows "1\\n"',
      '3: rows-end',
    ]);
  });

  it('takes backslashes for escapes in old dumps that say so', () => {
    expect(
      told(scan("SET standard_conforming_strings = off;\nSELECT 'a\\';';\nA;")),
    ).toEqual([
      '1: SET standard_conforming_strings = off;',
      "2: SELECT 'a\\';';",
      '3: A;',
    ]);
  });

  it('reports a client command inside a statement and trusts nothing behind it', () => {
    expect(told(scan('SELECT 1 \\gexec\nSELECT 2;\n\\! id\n'))).toEqual([
      '1: command gexec',
    ]);
  });

  it('reports a COPY that goes on behind its semicolon', () => {
    expect(told(scan('COPY t FROM stdin; SELECT 1;\n1\n'))).toEqual([
      '1: COPY t FROM stdin;',
      '1: garbled',
    ]);
  });

  it.each([
    ['a statement', 'SELECT 1;\nSELECT 2'],
    ['a string', "SELECT 'abc;"],
    ['a dollar quote', 'DO $x$ BEGIN; $'],
    ['a comment', 'SELECT 1; /* never closed'],
    ['a name', 'SELECT 1 AS "abc;'],
    ['rows', 'COPY t FROM stdin;\n1\n2\n'],
    ['a row', 'COPY t FROM stdin;\n1\n\\'],
    ['a COPY statement', 'COPY t FROM stdin;'],
  ])('calls a script cut inside %s truncated', (_where, script) => {
    expect(() => scan(script)).toThrow(
      expect.objectContaining({ name: 'BackupFault', code: 'truncated' }),
    );
  });

  it('never quotes what it found in a message', () => {
    expect(() => scan("INSERT INTO t VALUES ('Secret Patient")).toThrow(
      /^(?!.*(Secret|Patient))/s,
    );
  });
});
