import type {
  QueryRow,
  RestoredSchema,
  RestoredTable,
} from '@emr-backup/plugin-emr-backup-node';

/** Schemas that are PostgreSQL's own, or ours. */
const USER_SCHEMA = `n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'emr_scratch_check')`;

function notOfExtension(catalog: string, oid: string): string {
  return `NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
}

const TABLES = `
SELECT n.nspname AS schema, c.relname AS name,
       (SELECT json_agg(json_build_object(
                 'name', a.attname,
                 'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
                 'text', t.typcategory = 'S',
                 'temporal', coalesce(nullif(t.typbasetype, 0), t.oid) IN (1082, 1114, 1184))
               ORDER BY a.attnum)
          FROM pg_catalog.pg_attribute a
          JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)::text AS columns,
       (SELECT json_agg(a.attname ORDER BY k.place)
          FROM pg_catalog.pg_index i
         CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
         WHERE i.indrelid = c.oid AND i.indisprimary AND k.place <= i.indnkeyatts)::text AS key,
       (SELECT count(*) FROM pg_catalog.pg_index i
         WHERE i.indrelid = c.oid
           AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint o
                            WHERE o.conindid = i.indexrelid AND o.conrelid = i.indrelid
                              AND o.contype IN ('p', 'u', 'x'))) AS indexes,
       (SELECT count(*) FROM pg_catalog.pg_constraint o
         WHERE o.conrelid = c.oid AND o.contype = 'f') AS foreign_keys
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND ${USER_SCHEMA} AND ${notOfExtension(
  'pg_class',
  'c.oid',
)}
 ORDER BY 1, 2`;

const VIEWS = `
SELECT n.nspname AS schema, c.relname AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('v', 'm') AND ${USER_SCHEMA} AND ${notOfExtension(
  'pg_class',
  'c.oid',
)}
 ORDER BY 1, 2`;

const COUNTS = `
SELECT (SELECT count(*) FROM pg_catalog.pg_proc p
          JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
         WHERE ${USER_SCHEMA} AND ${notOfExtension(
  'pg_proc',
  'p.oid',
)}) AS routines,
       (SELECT count(*) FROM pg_catalog.pg_trigger t
          JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE NOT t.tgisinternal AND ${USER_SCHEMA}) AS triggers,
       (SELECT count(*) FROM pg_catalog.pg_constraint o
          JOIN pg_catalog.pg_class c ON c.oid = o.conrelid
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE o.contype IN ('p', 'u', 'f', 'c', 'x') AND ${USER_SCHEMA}
           AND ${notOfExtension('pg_class', 'c.oid')}) AS constraints,
       (SELECT count(*) FROM pg_catalog.pg_index i
          JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p', 'm') AND ${USER_SCHEMA}
           AND ${notOfExtension('pg_class', 'c.oid')}
           AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint o
                            WHERE o.conindid = i.indexrelid AND o.conrelid = i.indrelid
                              AND o.contype IN ('p', 'u', 'x'))) AS indexes`;

/** True when a database holds at least one table of a restored copy. */
export const HOLDS_TABLES = `
SELECT count(*) AS tables
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND ${USER_SCHEMA} AND ${notOfExtension(
  'pg_class',
  'c.oid',
)}`;

/** Asks one database. */
export type AskDatabase = (sql: string) => Promise<QueryRow[]>;

function tableOf(database: string, row: QueryRow): RestoredTable {
  const columns: RestoredTable['columns'] = JSON.parse(
    String(row.columns ?? '[]'),
  );
  const primaryKey: string[] = JSON.parse(String(row.key ?? '[]'));
  return {
    database,
    schema: String(row.schema),
    name: String(row.name),
    columns,
    primaryKey,
    indexes: Number(row.indexes),
    foreignKeys: Number(row.foreign_keys),
  };
}

/** The structure of one restored database, from the system catalog. */
export async function readCatalog(
  database: string,
  ask: AskDatabase,
): Promise<RestoredSchema> {
  const tables = await ask(TABLES);
  const views = await ask(VIEWS);
  const [counts] = await ask(COUNTS);
  return {
    tables: tables.map(row => tableOf(database, row)),
    views: views.map(row => ({
      database,
      schema: String(row.schema),
      name: String(row.name),
    })),
    routines: Number(counts.routines),
    triggers: Number(counts.triggers),
    constraints: Number(counts.constraints),
    indexes: Number(counts.indexes),
  };
}
