import { BackupFault, DrillFault } from '@emr-backup/plugin-emr-backup-node';
import { scratchFull } from '../server/Postmaster';
import type { StatementKind } from '../script/StatementKind';
import type { SqlFailure } from './RawStatement';

/** PostgreSQL's own words for the errors damaged or foreign dumps meet. */
const MEANING: Record<string, string> = {
  '22001': 'value too long',
  '22003': 'number out of range',
  '22007': 'invalid date or time',
  '22008': 'date or time out of range',
  '22021': 'bytes that are no character in the encoding',
  '22P02': 'a value that does not fit its type',
  '22P04': 'a row with too many or too few columns',
  '22P05': 'a character that cannot be converted',
  '23502': 'an empty value where one is required',
  '23503': 'a reference to a row that is not there',
  '23505': 'a duplicate key',
  '23514': 'a row that breaks a check constraint',
  '3F000': 'a schema that does not exist',
  '42601': 'a syntax error',
  '42703': 'a column that does not exist',
  '42704': 'an object that does not exist',
  '42710': 'an object that exists already',
  '42723': 'a function that exists already',
  '42883': 'a function that does not exist',
  '42P01': 'a table that does not exist',
  '42P07': 'a table that exists already',
};

const GONE = new Set(['3D000', '3F000', '42703', '42704', '42883', '42P01']);

/**
 * Errors a good restore meets too: `--clean` drops what a fresh server does not
 * have, newer pg_dumps set what older servers do not know, and `public` is
 * always there already.
 */
export function isHarmless(state: string, head: string): boolean {
  if (
    /^(DROP\b|ALTER TABLE .* DROP |SELECT pg_catalog\.lo_unlink\()/i.test(head)
  ) {
    return GONE.has(state);
  }
  if (/^SET\b/i.test(head)) return state === '42704' || state === '42501';
  if (/^ALTER DATABASE\b/i.test(head)) {
    return state === '42704' || state === '42501' || state === '3D000';
  }
  return (
    state === '42P06' &&
    /^CREATE SCHEMA (IF NOT EXISTS )?"?public"?;/i.test(head)
  );
}

const ADMIN_ONLY = [
  /^(CREATE|ALTER) (OPERATOR|CAST|TYPE|TEXT SEARCH|ACCESS METHOD|PUBLICATION|FOREIGN|SERVER|AGGREGATE|TRANSFORM|CONVERSION)\b/i,
  /^CREATE DEFAULT CONVERSION\b/i,
  /^COMMENT ON\b/i,
  /^ALTER TABLE (ONLY )?\S+ (DISABLE|ENABLE) TRIGGER\b/i,
];

/** Contributed libraries whose functions old dumps carry one by one instead of as an extension. */
const LIBRARIES =
  /\bAS '(?:\$libdir\/)?(tablefunc|dblink|pgcrypto|uuid-ossp|fuzzystrmatch|pg_trgm|hstore|ltree|_int|cube|earthdistance|citext|unaccent|btree_gist|btree_gin|pgxml|seg|isn|moddatetime|autoinc|refint|insert_username|dict_xsyn|dict_int|tsm_system_rows)'/i;

/** Statements that need a superuser and lead nowhere: they define, and evaluate nothing. */
export function mayRunAsAdmin(head: string, sql: Buffer): boolean {
  if (ADMIN_ONLY.some(pattern => pattern.test(head))) return true;
  if (!/^CREATE (OR REPLACE )?FUNCTION\b/i.test(head)) return false;
  const text = sql.toString('latin1');
  return (
    !/\$\w*\$/.test(text) &&
    /\bLANGUAGE '?c'?[\s;]/i.test(text) &&
    LIBRARIES.test(text)
  );
}

/** Where in the dump something went wrong. */
export interface Place {
  dump: string;
  line: number;
  kind: StatementKind;
  /** A table's name, once PostgreSQL has confirmed it is one. */
  table?: string;
  /** Set when a newer pg_dump than this server wrote the dump. */
  newerDump?: string;
}

function where(place: Place, failure: SqlFailure): string {
  return place.table !== undefined
    ? `in the rows of table ${place.table}${
        failure.copyRow === undefined ? '' : `, row ${failure.copyRow}`
      }, from line ${place.line} on`
    : `in the statement that starts at line ${place.line} (${place.kind.label})`;
}

/** An extension or library that this machine lacks. */
export function missingExtension(name: string): DrillFault {
  return new DrillFault(
    'missing-extension',
    `The dump needs the PostgreSQL extension "${name}", which is not installed here. Install it on the drill host (Debian: postgresql-contrib or a package of its own) and run the drill again.`,
  );
}

function environmentFault(
  failure: SqlFailure,
  place: Place,
  sql: Buffer,
): DrillFault | undefined {
  const { state } = failure;
  if (state === '53100') return scratchFull();
  if (state === '53200') {
    return new DrillFault(
      'memory-short',
      'The scratch PostgreSQL server ran out of memory. Run fewer drills at once or give the drill host more memory.',
    );
  }
  const text = sql.subarray(0, 65536).toString('latin1');
  if (/^CREATE (OR REPLACE )?FUNCTION\b/i.test(place.kind.head)) {
    const library = /\bAS '(?:\$libdir\/)?([\w.-]{1,63})'/.exec(text)?.[1];
    if (state === '58P01' && library) return missingExtension(library);
    const language = /\bLANGUAGE "?'?(\w{1,63})/i.exec(place.kind.head)?.[1];
    if (state === '42501' && language && !/^(sql|plpgsql)$/i.test(language)) {
      return new DrillFault(
        'missing-extension',
        `The dump defines a function in the language "${language}", which could reach the machine; a scratch server does not run it.`,
      );
    }
  }
  const collation = /\bCOLLATE (?:pg_catalog\.)?"([\w.@-]{1,63})"/.exec(
    text,
  )?.[1];
  if (collation && (state === '42704' || state === '22023')) {
    return new DrillFault(
      'environment-collation',
      `The dump sorts by the collation "${collation}", which this machine does not have. Install that locale on the drill host and run the drill again.`,
    );
  }
  if (place.newerDump && /^(42|0A)/.test(state)) {
    return new DrillFault(
      'engine-version',
      `The dump was written by pg_dump ${place.newerDump} and uses something this older server does not know (SQLSTATE ${state}). Install that version of PostgreSQL on the drill host.`,
    );
  }
  return undefined;
}

/** SQLSTATEs of a connection or a server that ended. */
export function isLost(state: string): boolean {
  return /^(08|57P0)/.test(state);
}

/** Whose fault a failed statement is: the machine's, or the backup's. */
export function loadFault(
  failure: SqlFailure,
  place: Place,
  sql: Buffer,
): BackupFault | DrillFault | SqlFailure {
  // The server's end is for whoever watches the server to explain.
  if (isLost(failure.state)) return failure;
  const ours = environmentFault(failure, place, sql);
  if (ours) return ours;
  if (failure.state === '42501') {
    return new BackupFault(
      'client-command-in-dump',
      `${place.dump} asks for rights over the database server's machine ${where(
        place,
        failure,
      )} (SQLSTATE 42501). A dump has no need of them; do not restore this file anywhere before someone has looked at it.`,
    );
  }
  const meaning = MEANING[failure.state];
  return new BackupFault(
    'load-error',
    `${place.dump} cannot be restored: PostgreSQL stopped ${where(
      place,
      failure,
    )} with SQLSTATE ${failure.state}${meaning ? `, ${meaning}` : ''}.`,
  );
}

/** Every command `psql` knows by word; what is none of them is a damaged row and may be a patient's data. */
const CLIENT_COMMANDS = new Set(
  'a bind bind_named c C cd close_prepared conninfo connect copy copyright crosstabview e echo ef elif else encoding endif errverbose ev f flush flushrequest g gdesc getenv getresults gexec gset gx h H html if i ir include include_relative list lo_export lo_import lo_list lo_unlink o out p parse password print prompt pset q qecho quit r reset s sendpipeline set setenv startpipeline syncpipeline sf sv t timing unset w warn watch write x z'.split(
    ' ',
  ),
);

/** The fault of a client command other than those pg_dump writes. */
export function commandFault(
  dump: string,
  line: number,
  text: string,
): BackupFault {
  const name = /^[^\s\\|]*/.exec(text)?.[0] ?? '';
  const known = /^[!?;]/.test(name)
    ? name[0]
    : [name.replace(/\+$/, '')].find(
        it => CLIENT_COMMANDS.has(it) || /^d[A-Za-z]{0,4}$/.test(it),
      );
  if (known !== undefined) {
    return refused(dump, line, `the client command \\${known}`);
  }
  return new BackupFault(
    'load-error',
    `Line ${line} of ${dump} is neither SQL nor a command pg_dump writes; the dump is damaged there.`,
  );
}

/** A command or statement that no dump has and no drill runs. */
export function refused(dump: string, line: number, what: string): BackupFault {
  return new BackupFault(
    'client-command-in-dump',
    `Line ${line} of ${dump} holds ${what}, which could run a program or touch files. It was not run; do not restore this file anywhere before someone has looked at it.`,
  );
}
