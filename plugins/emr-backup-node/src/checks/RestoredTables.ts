import type { CheckContext, RestoredSchema, RestoredTable } from '../contracts';

/**
 * The name by which reports know each table: plain where it is the only one of
 * that name, else with its schema, its database, or both.
 */
export function tableKeys(
  tables: readonly RestoredTable[],
): Map<RestoredTable, string> {
  const spellings: ((table: RestoredTable) => string)[] = [
    table => table.name,
    table => join(table.schema, table.name),
    table => join(table.database, table.name),
    table => join(table.database, table.schema, table.name),
  ];
  const uses = spellings.map(spelling => {
    const count = new Map<string, number>();
    for (const table of tables) {
      const name = spelling(table);
      count.set(name, (count.get(name) ?? 0) + 1);
    }
    return count;
  });
  return new Map(
    tables.map(table => {
      const at = spellings.findIndex(
        (spelling, index) => uses[index].get(spelling(table)) === 1,
      );
      return [table, spellings[at < 0 ? spellings.length - 1 : at](table)];
    }),
  );
}

function join(...parts: (string | undefined)[]): string {
  return parts.filter(part => part !== undefined).join('.');
}

/**
 * Finds restored tables by the names profiles use. A name matches without
 * case, because `lower_case_table_names` folds it on the way, and may carry
 * its schema or database (`clin.encounter`).
 */
export class RestoredTables {
  private readonly byName = new Map<string, RestoredTable[]>();
  private readonly keys: Map<RestoredTable, string>;

  constructor(
    schema: Pick<RestoredSchema, 'tables'>,
    private readonly rowCounts: ReadonlyMap<string, number> = new Map(),
  ) {
    this.keys = tableKeys(schema.tables);
    for (const table of schema.tables) {
      const names = new Set([
        table.name,
        join(table.schema, table.name),
        join(table.database, table.name),
      ]);
      for (const name of names) {
        const known = this.byName.get(name.toLowerCase());
        if (known) known.push(table);
        else this.byName.set(name.toLowerCase(), [table]);
      }
    }
  }

  static of(context: Pick<CheckContext, 'schema' | 'rowCounts'>) {
    return new RestoredTables(context.schema, context.rowCounts);
  }

  /** Every table of that name; several when several databases or schemas have one. */
  all(name: string): readonly RestoredTable[] {
    return this.byName.get(name.toLowerCase()) ?? [];
  }

  /** The table of that name, the fullest when there are several. */
  find(name: string): RestoredTable | undefined {
    return [...this.all(name)].sort(
      (a, b) => (this.rows(b) ?? -1) - (this.rows(a) ?? -1),
    )[0];
  }

  /** Exact rows; undefined when the table could not be read. */
  rows(table: RestoredTable): number | undefined {
    return this.rowCounts.get(this.key(table));
  }

  key(table: RestoredTable): string {
    return this.keys.get(table) ?? table.name;
  }
}

/** The column of that name, without case. */
export function columnOf(table: RestoredTable, name: string) {
  return table.columns.find(
    column => column.name.toLowerCase() === name.toLowerCase(),
  );
}
