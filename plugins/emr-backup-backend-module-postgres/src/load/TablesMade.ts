import {
  SQL_QUALIFIED_NAME,
  SQL_NAME,
  statementHead,
} from '../script/statementHead';

const TABLE = new RegExp(
  `^CREATE\\s+(?:UNLOGGED\\s+)?TABLE\\s+(${SQL_QUALIFIED_NAME})\\s*\\(`,
  'i',
);
const COPY = new RegExp(
  `^COPY\\s+(${SQL_QUALIFIED_NAME})\\s*(?:\\(\\s*${SQL_NAME}(?:\\s*,\\s*${SQL_NAME})*\\s*\\)\\s*)?FROM\\s+stdin\\s*;$`,
  'i',
);

/** What ties the rows of a table to each other, or to another table's, while they come in. */
const TIED = /\b(UNIQUE|PRIMARY KEY|REFERENCES|EXCLUDE)\b/i;

/** The table rows are for, as the script writes its name, and whether they are in the plain text format. */
export function rowTarget(sql: Buffer): { table: string; plain: boolean } {
  const text = sql.toString('latin1');
  const table = COPY.exec(text)?.[1];
  return { table: table ?? '', plain: table !== undefined };
}

/** The tables a script made so far, and what is known of them. Names are those the script writes. */
export class TablesMade {
  readonly #free = new Set<string>();
  readonly #partitioned = new Set<string>();
  readonly #bytes = new Map<string, number>();
  #guarded = false;

  statement(head: string, sql: Buffer): void {
    if (/^CREATE (CONSTRAINT )?TRIGGER\b/i.test(head)) this.guard();
    else if (
      /^ALTER TABLE .* ADD (CONSTRAINT|PRIMARY|FOREIGN|UNIQUE)\b/i.test(head)
    )
      this.guard();
    else if (/^CREATE (UNIQUE )?INDEX\b/i.test(head)) this.guard();
    if (!/^CREATE (UNLOGGED )?TABLE\b/i.test(head)) return;
    const text = sql.toString('latin1');
    const table = TABLE.exec(text)?.[1];
    if (table === undefined) return;
    const words = statementHead(sql).replace(/"(?:[^"]|"")+"/g, '""');
    if (/\) PARTITION BY\b/i.test(words)) this.#partitioned.add(table);
    else if (!TIED.test(words)) this.#free.add(table);
  }

  /** From here on tables have keys, indexes or triggers, which rows that come at the same time could disturb. */
  guard(): void {
    this.#guarded = true;
  }

  /** True when rows of the table may come over several connections at once. */
  mayBeSplit(table: string): boolean {
    return !this.#guarded && this.#free.has(table);
  }

  isPartitioned(table: string): boolean {
    return this.#partitioned.has(table);
  }

  filled(table: string, bytes: number): void {
    this.#bytes.set(table, this.bytes(table) + bytes);
  }

  /** Bytes of rows the table took. */
  bytes(table: string): number {
    return this.#bytes.get(table) ?? 0;
  }
}
