import type {
  DrillReport,
  RestoreTier,
} from '@emr-backup/plugin-emr-backup-common';
import type { DrillFault } from '@emr-backup/plugin-emr-backup-node';

/** The report of a drill that could not even begin: its artifact, key or work directory is not there. */
export function unjudgedReport(
  fault: DrillFault,
  line: {
    paths: readonly string[];
    tier: RestoreTier;
    defaultSettings: boolean;
  },
): DrillReport {
  return {
    outcome: 'error',
    tier: line.tier,
    tuning: line.defaultSettings ? 'default' : 'throwaway',
    reason: { code: fault.code, message: fault.message },
    artifact: {
      files: line.paths.map(path => ({ path, bytes: 0, sha256: null })),
      format: [],
      takenAt: null,
    },
    engine: null,
    profile: null,
    checks: [],
    counts: { tables: 0, rows: {} },
    schema: null,
    newestRecord: null,
    dataAgeSeconds: null,
    documents: null,
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
    notProven: ['Anything: the drill could not begin.'],
    wiped: true,
    asOf: new Date().toISOString(),
  };
}
