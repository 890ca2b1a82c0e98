import type { CheckContext, Profile, RestoredTable } from '../contracts';
import { asNumber } from './rowCounts';
import { columnOf, RestoredTables } from './RestoredTables';
import { textDamage, type TextKind } from './textDamage';

/**
 * Values looked at per column and question. More makes a drill of a large
 * clinic wait for text to cross the socket; fewer makes the share of a rare
 * damage uncertain.
 */
const SAMPLE = 4000;
const MAX_CHARACTERS = 1000;

/** What the text of one column looks like; counts, never text. */
export interface ColumnText {
  /** `table.column`. */
  name: string;
  kind: TextKind;
  /** Values that are not empty. */
  values: number;
  /** Values with a character outside ASCII. */
  foreign: number;
  mojibake: number;
  lost: number;
}

/** Samples the encoding columns the copy has. Values are judged as they come and let go. */
export async function readColumnTexts(
  context: CheckContext,
): Promise<ColumnText[]> {
  const tables = RestoredTables.of(context);
  const texts: ColumnText[] = [];
  for (const wanted of context.profile.encoding) {
    const table = tables.find(wanted.table);
    const column = table && columnOf(table, wanted.column);
    if (table && column)
      texts.push(await readColumn(context, table, column.name, wanted.kind));
  }
  return texts;
}

async function readColumn(
  { server, signal, profile }: CheckContext,
  table: RestoredTable,
  columnName: string,
  kind: TextKind,
): Promise<ColumnText> {
  const column = server.quote(columnName);
  const from = server.quoteTable(table);
  const foreign = foreignSql(column, profile.engine);
  const marked = `${column} LIKE '%?%'`;
  const options = { database: table.database, signal };
  const [counts] = await server.query(
    `SELECT COUNT(CASE WHEN ${column} <> '' THEN 1 END) AS filled,
            COUNT(CASE WHEN ${foreign} THEN 1 END) AS outside,
            COUNT(CASE WHEN NOT (${foreign}) AND ${marked} THEN 1 END) AS marked
       FROM ${from}`,
    options,
  );
  const sample = async (where: string, total: number) => {
    const found = { mojibake: 0, lost: 0 };
    if (total === 0) return found;
    const rows = await server.query(
      `SELECT SUBSTRING(${column}, 1, ${MAX_CHARACTERS}) AS value FROM ${from} WHERE ${where} LIMIT ${SAMPLE}`,
      options,
    );
    for (const row of rows) {
      const damage = textDamage(String(row.value ?? ''), kind);
      if (damage.mojibake) found.mojibake += 1;
      if (damage.lost) found.lost += 1;
    }
    const scale = rows.length > 0 ? total / rows.length : 0;
    return {
      mojibake: Math.round(found.mojibake * scale),
      lost: Math.round(found.lost * scale),
    };
  };
  const outside = asNumber(counts.outside) ?? 0;
  const inForeign = await sample(foreign, outside);
  const inPlain = await sample(
    `NOT (${foreign}) AND ${marked}`,
    asNumber(counts.marked) ?? 0,
  );
  return {
    name: `${table.name}.${columnName}`,
    kind,
    values: asNumber(counts.filled) ?? 0,
    foreign: outside,
    mojibake: inForeign.mojibake,
    lost: inForeign.lost + inPlain.lost,
  };
}

/** More bytes than characters. A Latin-1 column has as many of both, so MariaDB converts first. */
function foreignSql(column: string, engine: Profile['engine']): string {
  const utf8 =
    engine === 'mariadb' ? `CONVERT(${column} USING utf8mb4)` : column;
  return `OCTET_LENGTH(${utf8}) <> CHAR_LENGTH(${column})`;
}
