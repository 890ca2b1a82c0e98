import type { CheckResult } from '@emr-backup/plugin-emr-backup-common';
import {
  askInTier,
  builtinChecks,
  countRows,
  countsOfTier,
  schemaFingerprint,
} from '../checks';
import {
  BackupFault,
  DrillFault,
  type Check,
  type CheckContext,
  type Measured,
} from '../contracts';
import {
  isMain,
  type RestoreContext,
  type RestoredCopy,
} from './restoreAndVerify';

const DEFAULT_RPO_SECONDS = 24 * 3600;

/**
 * Asks every check of the copy and records answers and measures.
 *
 * A check that throws could not be asked. Its fault ends the drill as `error`
 * only when no other check has failed: a backup that is proven bad stays bad.
 */
export async function verifyCopy(
  context: RestoreContext,
  copy: RestoredCopy,
): Promise<void> {
  const { record, log, signal } = context;
  const main = isMain(context);
  const rowCounts = countsOfTier(
    context.request.tier ?? 'full',
    await countRows(copy.server, copy.schema, { signal }),
    copy,
  );
  log.note('counted', {
    rows: [...rowCounts.values()].reduce((sum, rows) => sum + rows, 0),
    tables: rowCounts.size,
  });
  const measured: Measured = {
    newestRecord: null,
    dataAgeSeconds: null,
    documents: null,
    encoding: {},
    identity: {},
  };
  const asked = checkContext(context, copy, rowCounts, measured);
  const checks = [...builtinChecks, ...(context.dependencies.checks ?? [])];
  let fault: unknown;
  for (const check of checks) {
    signal.throwIfAborted();
    try {
      for (const result of await askInTier(check, asked))
        record.add(main ? result : beside(context, result));
    } catch (error) {
      if (signal.aborted) throw error;
      log.note('check-broken', { check: check.id, id: check.id });
      fault ??= asFault(check, error);
    }
  }
  record.restored({
    main,
    profile: copy.profile,
    recognised: copy.recognised,
    tables: copy.schema.tables.length,
    rows: rowCounts,
    landed: landedTables(copy),
    schema: {
      fingerprint: schemaFingerprint(copy.schema),
      constraints: copy.schema.constraints,
      indexes: copy.schema.indexes,
      routines: copy.schema.routines,
      triggers: copy.schema.triggers,
      views: copy.schema.views.length,
      encoding: measured.encoding,
      identity: measured.identity,
    },
  });
  if (main) record.measured(measured);
  const failed = record.checks.some(check => check.status === 'fail');
  if (fault !== undefined && !failed) throw fault;
}

function asFault(check: Check, error: unknown): unknown {
  if (error instanceof DrillFault || error instanceof BackupFault) return error;
  return new DrillFault(
    'check-error',
    `The check "${check.id}" could not be asked; this is a fault of ours or of the profile, not of the backup.`,
  );
}

function checkContext(
  context: RestoreContext,
  copy: RestoredCopy,
  rowCounts: ReadonlyMap<string, number>,
  measured: Measured,
): CheckContext {
  const { request, time } = context;
  const jobChecks = (request.checks ?? []).map(check => ({
    timeoutSeconds: 30,
    ...check,
  }));
  return {
    tier: request.tier ?? 'full',
    server: copy.server,
    schema: copy.schema,
    loads: copy.loads,
    profile: {
      ...copy.profile,
      checks: [...copy.profile.checks, ...jobChecks],
    },
    recognised: copy.recognised,
    rowCounts,
    documents: context.documents,
    baseline: request.baseline ?? null,
    asOf: request.freshnessAt ?? time.asOf,
    drillTime: time.asOf,
    rpoSeconds: request.rpoSeconds ?? DEFAULT_RPO_SECONDS,
    timezone: time.timezone,
    identitySalt: request.identitySalt ?? '',
    openingHours: request.openingHours,
    canaries: request.canaries ?? [],
    checkTables: request.checkTables ?? context.restore.physical !== undefined,
    signal: context.signal,
    measured,
  };
}

/** A database of another engine in the same artifact: its checks stand beside the main ones under its engine's name. */
function beside(context: RestoreContext, result: CheckResult): CheckResult {
  const { name } = context.restore.engine;
  return {
    ...result,
    id: `${name}:${result.id}`,
    title: `${result.title} (${name})`,
  };
}

function landedTables({ schema }: RestoredCopy) {
  const tables = new Map<string, number>();
  for (const { database } of schema.tables)
    tables.set(database, (tables.get(database) ?? 0) + 1);
  return [...tables].map(([database, count]) => ({ database, tables: count }));
}
