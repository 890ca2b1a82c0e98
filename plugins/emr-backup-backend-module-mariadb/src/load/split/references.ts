/** A table that a foreign key names, and the columns it leans on there. */
export interface Reference {
  table: string;
  columns: readonly string[];
}

const NAME = '`(?:[^`]|``)+`';
const REFERENCE = new RegExp(
  `REFERENCES (?:${NAME}\\.)?(${NAME}) \\((${NAME}(?:, ?${NAME})*)\\)`,
  'g',
);

const unquoted = (name: string) =>
  Buffer.from(name.slice(1, -1).replaceAll('``', '`'), 'latin1').toString(
    'utf8',
  );

/**
 * What the foreign keys of a statement, one character a byte, lean on;
 * undefined when it is written otherwise than mysqldump writes it.
 */
export function referencesOf(statement: string): Reference[] | undefined {
  const found = [...statement.matchAll(REFERENCE)].map(
    ([, table, columns]) => ({
      table: unquoted(table),
      columns: (columns.match(new RegExp(NAME, 'g')) ?? []).map(unquoted),
    }),
  );
  const named = statement.match(/\bREFERENCES\b/gi)?.length ?? 0;
  return named === found.length ? found : undefined;
}
