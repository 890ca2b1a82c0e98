/** A value of a column. */
export type Value = string | number | Buffer | null;
/** A row by column name. */
export type Row = Record<string, Value>;

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (Buffer.isBuffer(value)) return `0x${value.toString('hex')}`;
  const escaped = value
    .replace(/\\/g, '\\\\')
    .replace(/'/g, "\\'")
    .replace(/\n/g, '\\n');
  return `'${escaped}'`;
}

/** Collects rows and writes them as few statements, tables in the order they first came. */
export class Inserts {
  readonly #tables = new Map<string, Row[]>();

  add(table: string, row: Row): void {
    const rows = this.#tables.get(table);
    if (rows) rows.push(row);
    else this.#tables.set(table, [row]);
  }

  sql(): string {
    const statements = [...this.#tables].flatMap(([table, rows]) => {
      const columns = Object.keys(rows[0]);
      const head = `INSERT INTO \`${table}\` (${columns
        .map(column => `\`${column}\``)
        .join(', ')}) VALUES\n`;
      const parts: string[] = [];
      for (let start = 0; start < rows.length; start += 500) {
        const values = rows
          .slice(start, start + 500)
          .map(row => `(${columns.map(name => literal(row[name])).join(',')})`);
        parts.push(`${head}${values.join(',\n')};`);
      }
      return parts;
    });
    return `SET NAMES utf8mb4; SET time_zone = '+00:00'; START TRANSACTION;\n${statements.join(
      '\n',
    )}\nCOMMIT;\n`;
  }
}
