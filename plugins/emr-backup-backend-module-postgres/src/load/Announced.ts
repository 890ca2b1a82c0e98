import type { LoadResult } from '@emr-backup/plugin-emr-backup-node';
import { nameIn } from '../script/statementHead';

const count = (text: string, pattern: RegExp) =>
  text.match(pattern)?.length ?? 0;

/** Collects what a dump says it holds, from the statements PostgreSQL took. */
export class Announced {
  #tables = new Set<string>();
  #views = new Set<string>();
  #constraints = 0;
  #indexes = 0;
  #routines = 0;
  #triggers = 0;

  statement(head: string): void {
    if (/^ALTER TABLE /i.test(head)) {
      this.#constraints += count(head, /\bADD CONSTRAINT /gi);
      return;
    }
    if (!/^CREATE /i.test(head)) return;
    const table = nameIn(
      head,
      '(?:CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?)NAME',
    );
    const view = nameIn(
      head,
      '(?:CREATE (?:OR REPLACE )?(?:RECURSIVE |MATERIALIZED )?VIEW (?:IF NOT EXISTS )?)NAME',
    );
    // Before PostgreSQL 10 a view in a cycle was written as a table with a rule.
    const turned = nameIn(
      head,
      '(?:CREATE RULE "_RETURN" AS ON SELECT TO )NAME',
    );
    if (table !== undefined) {
      this.#tables.add(table);
      this.#constraints += count(
        head,
        /[(,] ?CONSTRAINT (?:"[^"]+"|[^\s"]+) (?!NOT NULL)/gi,
      );
    } else if (view !== undefined) {
      this.#views.add(view);
    } else if (turned !== undefined) {
      this.#tables.delete(turned);
      this.#views.add(turned);
    } else if (/^CREATE (UNIQUE )?INDEX /i.test(head)) {
      this.#indexes += 1;
    } else if (
      /^CREATE (OR REPLACE )?(FUNCTION|PROCEDURE|AGGREGATE) /i.test(head)
    ) {
      this.#routines += 1;
    } else if (/^CREATE (OR REPLACE )?(CONSTRAINT )?TRIGGER /i.test(head)) {
      this.#triggers += 1;
    }
  }

  get result(): NonNullable<LoadResult['announced']> {
    return {
      tables: [...this.#tables],
      views: [...this.#views],
      constraints: this.#constraints,
      indexes: this.#indexes,
      routines: this.#routines,
      triggers: this.#triggers,
    };
  }
}
