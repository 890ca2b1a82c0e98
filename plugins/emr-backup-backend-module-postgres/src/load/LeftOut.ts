import type { LoadOptions } from '@emr-backup/plugin-emr-backup-node';
import { qualifiedNameIn } from '../script/statementHead';

/** How much of a dump is loaded. */
export type Tier = NonNullable<LoadOptions['tier']>;

/** What needs all rows, or an index that was left out. */
const NOT_IN_DATA = [
  /^CREATE (UNIQUE )?INDEX\b/i,
  /^ALTER TABLE .* ADD CONSTRAINT .* FOREIGN KEY\b/i,
  /^ALTER TABLE \S.* (CLUSTER ON|REPLICA IDENTITY USING INDEX)\b/i,
  /^ALTER INDEX\b/i,
  /^COMMENT ON (INDEX|CONSTRAINT)\b/i,
];
const NOT_QUICKLY = [
  /^REFRESH MATERIALIZED VIEW\b/i,
  /^SELECT pg_catalog\.(lo_open|lowrite|lo_close)\(/i,
];

/**
 * What a tier leaves out of a restore. `data`: secondary indexes and foreign
 * keys, and what is said about them. `quick`: also the rows of every table that
 * is not core, and what is computed from rows.
 */
export class LeftOut {
  readonly #core: ReadonlySet<string>;

  constructor(private readonly tier: Tier, core: readonly string[]) {
    this.#core = new Set(core.map(name => name.toLowerCase()));
  }

  statement(head: string): boolean {
    if (this.tier === 'full') return false;
    return (
      NOT_IN_DATA.some(pattern => pattern.test(head)) ||
      (this.tier === 'quick' && NOT_QUICKLY.some(it => it.test(head)))
    );
  }

  /** True when the rows of a `COPY` or an `INSERT` go nowhere. */
  rows(head: string): boolean {
    if (this.tier !== 'quick') return false;
    const found = qualifiedNameIn(head, '(?:COPY |INSERT INTO )NAME');
    if (!found) return false;
    const { schema, name } = found;
    return ![name, schema === undefined ? name : `${schema}.${name}`].some(it =>
      this.#core.has(it.toLowerCase()),
    );
  }
}
