import { quoteIdentifier, quoteText } from '../../query/identifiers';
import type { ScratchConnection } from '../../query/ScratchConnections';
import {
  BINARIES,
  NULLS,
  NUMBERS,
  STRINGS,
  type RowBatch,
} from '../../scan/split/RowBatch';
import type { DumpSession } from './DumpSession';

const INTEGERS = ['tinyint', 'smallint', 'mediumint', 'int', 'bigint'];
const NUMERIC = new Set([...INTEGERS, 'decimal', 'float', 'double']);
const TEXTS = ['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext'];
const TEMPORAL = ['date', 'datetime', 'timestamp', 'time'];
const QUOTED = new Set([...TEXTS, ...TEMPORAL, 'enum', 'set']);
const BYTES = new Set([
  'binary',
  'varbinary',
  'tinyblob',
  'blob',
  'mediumblob',
  'longblob',
]);

/** What a column's values may be written as for LOAD DATA to read what INSERT would; 0: never. */
function readable(type: string, nullable: boolean): number {
  const nulls = nullable ? NULLS : 0;
  if (NUMERIC.has(type)) return NUMBERS | STRINGS | nulls;
  if (QUOTED.has(type)) return STRINGS | nulls;
  if (BYTES.has(type)) return STRINGS | BINARIES | nulls;
  // BIT, YEAR, GEOMETRY, UUID, INET…: read in ways of their own.
  return 0;
}

/** A secondary or foreign key as SHOW CREATE TABLE writes it. */
interface Key {
  name: string;
  definition: string;
}

/** `SHOW CREATE TABLE` without the counter, which moves with the rows. */
export async function tableDefinition(
  connection: ScratchConnection,
  quoted: string,
): Promise<string> {
  const [row] = await connection.run(`SHOW CREATE TABLE ${quoted}`);
  return String(row['Create Table']).replace(/ AUTO_INCREMENT=\d+/, '');
}

/** What makes a table too special for deferring its keys. */
const SPECIAL =
  /^\s+(?:FULLTEXT|SPATIAL|VECTOR) |^\s*PARTITION BY|\bSYSTEM VERSIONING\b|\bPERIOD FOR\b/m;
const KEY = /^ {2}((?:UNIQUE )?KEY `((?:[^`]|``)+)` .*?),?$/;
const FOREIGN_KEY =
  /^ {2}(CONSTRAINT `((?:[^`]|``)+)` FOREIGN KEY \(.*?\) REFERENCES .*?),?$/;
const PRIMARY_KEY = /^ {2}PRIMARY KEY \(((?:`(?:[^`]|``)+`,?)+)\)/m;

const unquoted = (name: string) => name.replaceAll('``', '`');

function keysLike(pattern: RegExp, definition: string): Key[] {
  return definition.split('\n').flatMap(line => {
    const match = pattern.exec(line);
    return match ? [{ definition: match[1], name: unquoted(match[2]) }] : [];
  });
}

/** The columns of the primary key; none when it has parts of columns, or there is none. */
const primaryKey = (definition: string): string[] =>
  PRIMARY_KEY.exec(definition)?.[1]
    .match(/`(?:[^`]|``)+`/g)
    ?.map(name => unquoted(name.slice(1, -1))) ?? [];

/** An AUTO_INCREMENT column must be the first of a key: it is safe when that is the primary key. */
function countsByPrimaryKey(definition: string): boolean {
  const counter = /^ {2}`((?:[^`]|``)+)` .*\bAUTO_INCREMENT\b/m.exec(
    definition,
  );
  return (
    !counter ||
    definition.includes(`PRIMARY KEY (\`${counter[1]}\`)`) ||
    definition.includes(`PRIMARY KEY (\`${counter[1]}\`,`)
  );
}

/** How the rows of one big table are loaded, by what the server made of its CREATE TABLE. */
export class TablePlan {
  private constructor(
    readonly quoted: string,
    readonly session: DumpSession,
    /** What the dump's own statement gave. */
    readonly definition: string,
    /** Columns of the primary key. */
    readonly primary: readonly string[],
    /** Rows may go over several connections at once. */
    readonly spread: boolean,
    /** Keys that are built after the rows. */
    readonly keys: readonly Key[],
    /** Foreign keys that lean on those, and come back after them. */
    readonly foreignKeys: readonly Key[],
    readonly innodb: boolean,
    readonly columns: ReadonlyMap<string, number>,
    readonly loadable: boolean,
  ) {}

  static async of(
    connection: ScratchConnection,
    session: DumpSession,
    table: string,
  ): Promise<TablePlan> {
    const { database } = session;
    const quoted = `${quoteIdentifier(database)}.${quoteIdentifier(table)}`;
    const definition = await tableDefinition(connection, quoted);
    const where = (schema: string, name: string) =>
      `${schema} = ${quoteText(database)} AND ${name} = ${quoteText(table)}`;
    const columns = await connection.run(
      `SELECT COLUMN_NAME AS name, DATA_TYPE AS type, IS_NULLABLE AS nullable, EXTRA AS extra
       FROM information_schema.COLUMNS WHERE ${where(
         'TABLE_SCHEMA',
         'TABLE_NAME',
       )} ORDER BY ORDINAL_POSITION`,
    );
    const triggers = await connection.run(
      `SELECT 1 FROM information_schema.TRIGGERS WHERE ${where(
        'EVENT_OBJECT_SCHEMA',
        'EVENT_OBJECT_TABLE',
      )} LIMIT 1`,
    );
    const rows = await connection.run(`SELECT 1 FROM ${quoted} LIMIT 1`);
    const innodb = /\) ENGINE=InnoDB\b/.test(definition);
    const known = innodb || /\) ENGINE=(?:MyISAM|Aria)\b/.test(definition);
    const special = SPECIAL.test(definition);
    const checked =
      session.foreignKeyChecks && /\bREFERENCES\b/.test(definition);
    const plain = known && !special && !checked && triggers.length === 0;
    const simple = plain && innodb;
    const primary = primaryKey(definition);
    const ordered = primary.length > 0;
    const keys = keysLike(KEY, definition);
    const foreignKeys = keysLike(FOREIGN_KEY, definition);
    const unique = keys.some(key => key.definition.startsWith('UNIQUE'));
    const deferring =
      simple &&
      ordered &&
      rows.length === 0 &&
      countsByPrimaryKey(definition) &&
      !(await leansOnKeys(connection, database, table, primary));
    return new TablePlan(
      quoted,
      session,
      definition,
      primary,
      simple && ordered && (deferring || !unique),
      deferring ? keys : [],
      deferring && keys.length > 0 ? foreignKeys : [],
      innodb,
      new Map(
        columns.map(column => [
          String(column.name),
          column.extra === '' || column.extra === 'auto_increment'
            ? readable(String(column.type), column.nullable === 'YES')
            : extraReadable(column),
        ]),
      ),
      plain && session.plain,
    );
  }

  /** Whether LOAD DATA would make the same rows of a batch as INSERT. */
  loads(batch: RowBatch): boolean {
    if (!this.loadable || batch.peculiar) return false;
    const allowed = batch.into.columns
      ? batch.into.columns.map(name => this.columns.get(name) ?? 0)
      : [...this.columns.values()];
    return (
      batch.columns === allowed.length &&
      allowed.every((kinds, i) => (batch.kinds[i] & ~kinds) === 0)
    );
  }
}

/** `on update` changes nothing for rows that name their values; generated and invisible columns do. */
function extraReadable(column: Record<string, unknown>): number {
  const extra = String(column.extra);
  return /^on update current_timestamp(?:\(\d?\))?$/i.test(extra)
    ? readable(String(column.type), column.nullable === 'YES')
    : 0;
}

/** Foreign keys that lean on other keys of this table than its primary one. */
async function leansOnKeys(
  connection: ScratchConnection,
  database: string,
  table: string,
  primary: readonly string[],
): Promise<boolean> {
  // InnoDB writes other names in an encoding of its own.
  if (!/^\w+$/.test(database + table)) return true;
  const columns = await connection.run(
    `SELECT c.POS AS place, c.REF_COL_NAME AS name
     FROM information_schema.INNODB_SYS_FOREIGN f
     JOIN information_schema.INNODB_SYS_FOREIGN_COLS c ON c.ID = f.ID
     WHERE f.REF_NAME = ${quoteText(`${database}/${table}`)}`,
  );
  return columns.some(({ place, name }) => primary[Number(place)] !== name);
}
