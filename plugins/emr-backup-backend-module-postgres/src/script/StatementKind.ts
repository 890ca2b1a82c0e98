import { copyTarget, statementHead, statementTail } from './statementHead';

/**
 * What is to be done with a statement of a dump.
 *
 * - `run`: the loader role runs it.
 * - `rows`: COPY rows follow.
 * - `ownership`: who owns or may touch what. Left out: roles of another server
 *   say nothing about the backup, and a missing one must not fail it.
 * - `placement`: tablespaces and subscriptions, which reach out of the scratch server.
 * - `absent`: drops what a fresh server does not have, or describes what is ours.
 * - `role`, `database`, `extension`: made by us, in our way.
 * - `refused`: reaches the machine the server runs on.
 */
export type StatementAction =
  | 'run'
  | 'rows'
  | 'ownership'
  | 'placement'
  | 'absent'
  | 'role'
  | 'database'
  | 'extension'
  | 'event-trigger'
  | 'refused';

/** A statement recognised. */
export interface StatementKind {
  action: StatementAction;
  /** Strings blanked; see `statementHead`. */
  head: string;
  /** `CREATE TABLE`, `COPY`, …: fixed words only, fit for messages. */
  label: string;
}

const RULES: readonly [RegExp, StatementAction][] = [
  [/^(GRANT|REVOKE|ALTER DEFAULT PRIVILEGES|REASSIGN OWNED)\b/i, 'ownership'],
  [/^(SET|RESET) (SESSION AUTHORIZATION|ROLE)\b/i, 'ownership'],
  [/^CREATE USER MAPPING\b/i, 'placement'],
  [/^CREATE (ROLE|USER|GROUP)\b/i, 'role'],
  [/^(ALTER|DROP|COMMENT ON) (ROLE|USER|GROUP)\b/i, 'ownership'],
  [/^SECURITY LABEL\b/i, 'ownership'],
  [/^(CREATE|ALTER|DROP|COMMENT ON) (TABLESPACE|SUBSCRIPTION)\b/i, 'placement'],
  [/^SET (SESSION )?default_tablespace\b/i, 'placement'],
  [/^DROP DATABASE\b/i, 'absent'],
  [/^COMMENT ON (DATABASE|EXTENSION|(PROCEDURAL )?LANGUAGE)\b/i, 'absent'],
  [/^CREATE DATABASE\b/i, 'database'],
  [
    /^CREATE (OR REPLACE )?(TRUSTED )?(PROCEDURAL )?LANGUAGE "?plpgsql\b/i,
    'absent',
  ],
  [/^CREATE EXTENSION\b/i, 'extension'],
  [/^CREATE EVENT TRIGGER\b/i, 'event-trigger'],
  [/^(ALTER SYSTEM|LOAD)\b/i, 'refused'],
];

/** Words that may stand in a message; anything else in a damaged dump could be a patient's data. */
const VERBS = new Set(
  'alter analyze begin call cluster comment commit copy create delete do drop insert lock refresh reindex release reset rollback savepoint select set start truncate update with'.split(
    ' ',
  ),
);
const OBJECTS = new Set(
  'access aggregate cast collation constraint conversion database default domain event extension foreign function group index language large materialized method object operator policy procedural procedure publication role rule schema sequence server statistics subscription system table tablespace text trigger type unique user view'.split(
    ' ',
  ),
);

function labelOf(head: string): string {
  const [first = '', ...rest] = head
    .slice(0, 80)
    .toLowerCase()
    .replace(/^create or replace /, 'create ')
    .split(' ');
  if (!VERBS.has(first)) return 'SQL';
  const words = [first];
  if (['alter', 'create', 'drop', 'refresh'].includes(first)) {
    for (const word of rest) {
      if (!OBJECTS.has(word)) break;
      words.push(word);
    }
  }
  return words.join(' ').toUpperCase();
}

/** What a statement is, and what to do with it. */
export function statementKind(sql: Buffer): StatementKind {
  const head = statementHead(sql);
  const label = labelOf(head);
  const target = copyTarget(head);
  if (target) {
    const action = target === 'stdin' ? 'rows' : 'run';
    return { action: target === 'server' ? 'refused' : action, head, label };
  }
  if (
    /^ALTER\b/i.test(head) &&
    /\bOWNER TO [^;']+;$/i.test(statementTail(sql))
  ) {
    return { action: 'ownership', head, label };
  }
  const rule = RULES.find(([pattern]) => pattern.test(head));
  return { action: rule?.[1] ?? 'run', head, label };
}
