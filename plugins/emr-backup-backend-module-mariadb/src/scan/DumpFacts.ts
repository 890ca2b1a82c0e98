import type { LoadResult } from '@emr-backup/plugin-emr-backup-node';
import { matchedName, plainStatement, statementPattern } from './statementText';

const DEFINER =
  "(?:DEFINER ?= ?(?:`[^`]*`|'[^']*'|\\w+)@(?:`[^`]*`|'[^']*'|[\\w.%]+) )?";
const TABLE = statementPattern(
  'CREATE (?:OR REPLACE )?(?:TEMPORARY )?TABLE (?:IF NOT EXISTS )?(?:NAME\\.)?NAME',
);
const VIEW = statementPattern(
  `CREATE (?:OR REPLACE )?(?:ALGORITHM ?= ?\\w+ )?${DEFINER}(?:SQL SECURITY \\w+ )?VIEW (?:IF NOT EXISTS )?(?:NAME\\.)?NAME`,
);
const ROUTINE = statementPattern(
  `CREATE (?:OR REPLACE )?(?:AGGREGATE )?${DEFINER}(?:PROCEDURE|FUNCTION|PACKAGE)\\b`,
);
const TRIGGER = statementPattern(`CREATE (?:OR REPLACE )?${DEFINER}TRIGGER\\b`);

const PRIMARY = /^\s*(?:CONSTRAINT\s+\S+\s+)?PRIMARY KEY\b/i;
const UNIQUE = /^\s*(?:CONSTRAINT\s+\S+\s+)?UNIQUE (?:KEY|INDEX)\b/i;
const INDEX = /^\s*(?:FULLTEXT |SPATIAL )?(?:KEY|INDEX)\s+[`"]/i;
const FOREIGN = /^\s*(?:CONSTRAINT\s+\S+\s+)?FOREIGN KEY\b/i;
const CHECK = /^\s*CONSTRAINT\s+\S+\s+CHECK\b/i;
const ALTER_ADD =
  /\bADD\s+(?=(?:CONSTRAINT|PRIMARY|UNIQUE|FULLTEXT|SPATIAL|KEY|INDEX|FOREIGN)\b)/i;

/** Counts what a dump says it holds, from its CREATE statements. */
export class DumpFacts {
  readonly #tables = new Set<string>();
  readonly #views = new Set<string>();
  #constraints = 0;
  #indexes = 0;
  #routines = 0;
  #triggers = 0;

  /** Reads the whole text of a CREATE or ALTER TABLE statement. */
  definition(text: string) {
    const head = plainStatement(text);
    const view = VIEW.exec(head);
    if (view) {
      const name = matchedName(view.slice(4, 7));
      if (name) this.#announceView(name);
      return;
    }
    const table = TABLE.exec(head);
    if (table) {
      const name = matchedName(table.slice(4, 7));
      // Old mysqldumps stand in for a view with a table inside an executable comment.
      if (name && /^\/\*M?!\d+ CREATE TABLE/i.test(text)) {
        this.#announceView(name);
      } else if (name) {
        this.#tables.add(name);
        this.#countKeys(text.split('\n'));
      }
    } else if (ROUTINE.test(head)) {
      this.#routines += 1;
    } else if (TRIGGER.test(head)) {
      this.#triggers += 1;
    } else if (/^ALTER TABLE/i.test(head)) {
      this.#countKeys(text.split(ALTER_ADD).slice(1));
    }
  }

  get announced(): NonNullable<LoadResult['announced']> {
    return {
      // mydumper stands in for its views with plain tables.
      tables: [...this.#tables].filter(name => !this.#views.has(name)),
      views: [...this.#views],
      constraints: this.#constraints,
      indexes: this.#indexes,
      routines: this.#routines,
      triggers: this.#triggers,
    };
  }

  #announceView(name: string) {
    this.#views.add(name);
  }

  #countKeys(lines: string[]) {
    for (const line of lines) {
      if (PRIMARY.test(line) || FOREIGN.test(line) || CHECK.test(line)) {
        this.#constraints += 1;
      } else if (UNIQUE.test(line)) {
        this.#constraints += 1;
        this.#indexes += 1;
      } else if (INDEX.test(line)) {
        this.#indexes += 1;
      }
    }
  }
}
