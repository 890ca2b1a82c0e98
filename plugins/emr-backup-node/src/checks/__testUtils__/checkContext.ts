import { drillReportSchema } from '@emr-backup/plugin-emr-backup-common';
import type {
  CheckResult,
  DrillReport,
} from '@emr-backup/plugin-emr-backup-common';
import {
  profileSchema,
  type Check,
  type CheckContext,
  type DocumentFile,
  type DocumentIndex,
  type LoadResult,
  type ProfileInput,
} from '../../contracts';
import { countRows } from '../rowCounts';
import { schemaFingerprint } from '../schemaFingerprint';

/** A profile with only what a test is about. */
export function profileOf(input: Partial<ProfileInput> = {}) {
  return profileSchema.parse({
    name: 'clinic-emr',
    title: 'Clinic EMR',
    source: 'made for a test',
    engine: 'mariadb',
    ...input,
  });
}

/** What loading a dump told; whole unless a test says otherwise. */
export function loadOf(load: Partial<LoadResult> = {}): LoadResult {
  return {
    databases: ['copy'],
    bytes: 1000,
    trailer: true,
    namedDatabases: [],
    path: 'client',
    ...load,
  };
}

/** A database server of these tests. */
interface TestServer<Database> {
  scratch(database: Database): CheckContext['server'];
}

/** Everything a check sees of a restored database. */
export async function contextOf<Database>(
  server: TestServer<Database>,
  database: Database,
  changes: Partial<CheckContext> = {},
): Promise<CheckContext> {
  const scratch = server.scratch(database);
  const schema = await scratch.inspect();
  return {
    server: scratch,
    schema,
    loads: [loadOf()],
    profile: profileOf(),
    recognised: false,
    tier: 'full',
    rowCounts: await countRows(scratch, schema),
    documents: null,
    baseline: null,
    asOf: '2026-11-21T06:00:00-05:00',
    drillTime: '2026-11-21T06:00:00-05:00',
    rpoSeconds: 24 * 3600,
    timezone: 'America/Toronto',
    identitySalt: 'salt of the job',
    canaries: [],
    checkTables: false,
    signal: new AbortController().signal,
    measured: {
      newestRecord: null,
      dataAgeSeconds: null,
      documents: null,
      encoding: {},
      identity: {},
    },
    ...changes,
  };
}

/** The report a passed drill of this copy would have left. */
export function baselineOf(context: CheckContext): DrillReport {
  const { schema, measured } = context;
  return drillReportSchema.parse({
    outcome: 'passed',
    reason: { code: 'restored', message: 'The backup was restored.' },
    artifact: { files: [], format: ['mysqldump'], takenAt: null },
    engine: null,
    profile: { name: context.profile.name, recognised: false },
    checks: [],
    counts: {
      tables: schema.tables.length,
      rows: Object.fromEntries(context.rowCounts),
    },
    schema: {
      fingerprint: schemaFingerprint(schema),
      constraints: schema.constraints,
      indexes: schema.indexes,
      routines: schema.routines,
      triggers: schema.triggers,
      views: schema.views.length,
      encoding: measured.encoding,
      identity: measured.identity,
    },
    newestRecord: measured.newestRecord,
    dataAgeSeconds: measured.dataAgeSeconds,
    documents: measured.documents,
    landed: [],
    timings: {
      fetch: 0,
      open: 0,
      boot: 0,
      load: 0,
      index: 0,
      verify: 0,
      wipe: 0,
      total: 0,
    },
    notProven: [],
    wiped: true,
    asOf: context.asOf,
  });
}

/** Asks a check that gives one answer. */
export async function ask(
  check: Check,
  context: CheckContext,
): Promise<CheckResult> {
  const result = await check.run(context);
  if (Array.isArray(result)) throw new Error('The check gave several answers');
  return result;
}

/** An index over files a test made up. */
export function documentsOf(
  files: readonly (Partial<DocumentFile> & { path: string })[],
): DocumentIndex {
  const all = files.map(file => ({ bytes: 1, digests: {}, ...file }));
  return {
    size: all.length,
    get: at => all.find(file => file.path === at),
    findBySuffix: suffix =>
      all.find(
        file => file.path === suffix || file.path.endsWith(`/${suffix}`),
      ),
    files: () => all,
  };
}
