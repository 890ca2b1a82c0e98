import type {
  ClinicStatus,
  CopyStatus,
  DayCell,
  DrillDetail,
  DrillSummary,
  JobStatus,
  Standing,
} from '@emr-backup/plugin-emr-backup-common';

import { sampleRules } from './sampleRules';

const HOUR = 3600;
const DAY = 24 * HOUR;
const ZONE = 'America/Toronto';

/** An instant so many seconds before now. */
export const ago = (seconds: number, now = Date.now()) =>
  new Date(now - seconds * 1000).toISOString();

/**
 * A strip in letters, oldest first. Above: `b` seen, `h` hollow, `m` missed,
 * `.` unknown. Below: `p` passed, `f` failed, `e` could not judge.
 */
export function strip(backups: string, drills: string): DayCell[] {
  const backupOf: Record<string, DayCell['backup']> = {
    b: 'observed',
    h: 'hollow',
    m: 'missed',
  };
  const drillOf: Record<string, DayCell['drill']> = {
    p: 'passed',
    f: 'failed',
    e: 'error',
  };
  return Array.from(backups, (letter, index) => ({
    date: ago((backups.length - 1 - index) * DAY).slice(0, 10),
    backup: backupOf[letter] ?? 'unknown',
    drill: drillOf[drills[index]] ?? null,
  }));
}

const named = (kind: string, name: string, title: string) => ({
  ref: `${kind}:default/${name}`,
  title,
});

/** A drill of a sample job that ended an hour ago. */
export function sampleDrill(part: Partial<DrillSummary> = {}): DrillSummary {
  return {
    id: 'drill-1',
    job: named('backupjob', 'lakeside-nightly', 'Lakeside nightly'),
    clinic: named('clinic', 'lakeside', 'Lakeside Family Practice'),
    state: 'finished',
    outcome: 'passed',
    reason: {
      code: 'restored',
      message: 'The backup was restored and all 18 checks held.',
    },
    startedBy: 'schedule',
    queuedAt: ago(HOUR + 400),
    startedAt: ago(HOUR + 380),
    endedAt: ago(HOUR),
    artifact: {
      name: 'OscarBackup_2026.11.20.23.01.tar.gz.enc',
      takenAt: ago(10 * HOUR),
      bytes: 2_700_000_000,
    },
    store: 'montreal-dc',
    location: 'Montreal',
    checks: { pass: 18, fail: 0, warn: 0, skip: 1 },
    dataAgeSeconds: 2 * HOUR,
    timings: {
      fetch: 41,
      open: 12,
      boot: 1.1,
      load: 210,
      index: 74,
      verify: 22,
      wipe: 1.4,
      total: 361.5,
    },
    ...part,
  };
}

const hollowCopy = (copy: CopyStatus): CopyStatus => ({
  ...copy,
  proved: false,
  newest: copy.newest && { ...copy.newest, bytes: 20, hollow: true },
});

function sampleCopies(taken: number, standing: Standing): CopyStatus[] {
  const copies = ['Toronto', 'Montreal'].map((location, index) => ({
    store: `${location.toLocaleLowerCase('en-US')}-dc`,
    path: 'lakeside/*.enc',
    location,
    offsite: true,
    immutable: index === 1,
    observedAt: ago(120),
    problem: null,
    newest: {
      name: 'OscarBackup_2026.11.20.23.01.tar.gz.enc',
      bytes: 2_700_000_000,
      takenAt: ago(taken),
      hollow: false,
    },
    artifacts: 56,
    role: 'backup' as const,
    medium: 'disk',
    agreement: index === 1 ? ('same' as const) : ('behind' as const),
    proved: standing === 'proven' && index === 1,
  }));
  return standing === 'failing' ? copies.map(hollowCopy) : copies;
}

export type SampleOptions = {
  name: string;
  title: string;
  standing: Standing;
  reason?: string;
  product?: string;
  hosting?: string;
  ageSeconds?: number | null;
  objectiveSeconds?: number;
  provenSeconds?: number | null;
  estimateSeconds?: number | null;
  owner?: string | null;
  operator?: string | null;
  supplier?: string;
  region?: string;
  backups?: string;
  drills?: string;
  nextInSeconds?: number | null;
  lastDrill?: DrillSummary | null;
};

const GOOD_BACKUPS = 'b'.repeat(28);
const GOOD_DRILLS = '.p......p......p......p.....';

function errorsOf({ lastDrill, standing }: SampleOptions): number | null {
  if (lastDrill === null) return null;
  return standing === 'failing' ? 1 : 0;
}

/** A job with one server, in the standing asked for. */
export function sampleJob(options: SampleOptions): JobStatus {
  const {
    name,
    title,
    standing,
    reason,
    ageSeconds = 2 * HOUR + 600,
    provenSeconds = 5 * DAY,
  } = options;
  return {
    job: named('backupjob', `${name}-nightly`, `${title} nightly`),
    server: named('emrserver', `${name}-emr`, `${name}-emr`),
    clinic: named('clinic', name, title),
    owner:
      options.owner === undefined ? 'group:default/it-west' : options.owner,
    operatedBy:
      options.operator === undefined
        ? 'vendor:default/infomedic'
        : options.operator,
    product: options.product ?? 'oscar',
    hosting: options.hosting ?? 'co-location',
    timezone: ZONE,
    standing,
    reasons: reason ? [{ code: standing, message: reason }] : [],
    backupAge: {
      takenAt: ageSeconds === null ? null : ago(ageSeconds),
      ageSeconds,
      objectiveSeconds: options.objectiveSeconds ?? 4 * HOUR,
      overdue:
        ageSeconds !== null &&
        ageSeconds > (options.objectiveSeconds ?? 4 * HOUR),
    },
    lastProven:
      provenSeconds === null
        ? null
        : { drillId: 'drill-1', at: ago(provenSeconds), checks: 18 },
    lastDrill:
      options.lastDrill === undefined ? sampleDrill() : options.lastDrill,
    activeDrill: null,
    dataAgeSeconds: ageSeconds,
    recoveryEstimate: {
      seconds:
        options.estimateSeconds === undefined ? 2040 : options.estimateSeconds,
      rtoSeconds: 8 * HOUR,
    },
    breachAt:
      ageSeconds === null
        ? null
        : ago(ageSeconds - (options.objectiveSeconds ?? 4 * HOUR)),
    nextDrillAt:
      options.nextInSeconds === null
        ? null
        : ago(-(options.nextInSeconds ?? 6 * DAY)),
    copies: sampleCopies(ageSeconds ?? 0, standing),
    copyRules: sampleRules(errorsOf(options)),
    strip: strip(
      options.backups ?? GOOD_BACKUPS,
      options.drills ?? GOOD_DRILLS,
    ),
  };
}

/** A clinic with one job. */
export function sampleClinic(options: SampleOptions): ClinicStatus {
  const job = sampleJob(options);
  return {
    clinic: named('clinic', options.name, options.title),
    owner: job.owner,
    operators: job.operatedBy ? [job.operatedBy] : [],
    suppliers: options.supplier ? [options.supplier] : [],
    region: options.region ?? 'Ontario',
    timezone: ZONE,
    products: job.product ? [job.product] : [],
    hostings: job.hosting ? [job.hosting] : [],
    standing: job.standing,
    reasons: job.reasons,
    backupAge: job.backupAge,
    lastProven: job.lastProven,
    dataAgeSeconds: job.dataAgeSeconds,
    recoveryEstimate: job.recoveryEstimate,
    nextDrillAt: job.nextDrillAt,
    breachAt: job.breachAt,
    strip: job.strip,
    size: 6,
    jobs: [job],
  };
}

export const SAMPLE_CHECKS: DrillDetail['checkResults'] = [
  ['not-hollow', 'Not hollow', '2.7 GB in 3 files, none of them empty'],
  ['opened', 'Opened', 'aes-256-cbc with sha256, inner gzip confirmed'],
  ['trailer', 'Dump trailer present', 'The dump ends with its trailer'],
  ['core-tables', 'Core tables filled', '16 of 16 tables of profile oscar'],
  ['constraints', 'Keys and indexes', '38 indexes, as in the last drill'],
  ['row-counts', 'Rows against the last drill', '4.18 M rows, 0.4 % more'],
  ['newest-record', 'Newest clinical record', 'Two hours old, objective 4 h'],
].map(([id, title, detail]) => ({
  id,
  title,
  detail,
  status: 'pass' as const,
  value: null,
  expected: null,
}));

/** The whole record of a drill that passed. */
export function sampleDetail(part: Partial<DrillDetail> = {}): DrillDetail {
  const drill = sampleDrill();
  return {
    ...drill,
    phases: (
      ['fetch', 'open', 'boot', 'load', 'index', 'verify', 'wipe'] as const
    ).map(phase => ({
      phase,
      state: 'done' as const,
      seconds: drill.timings?.[phase] ?? null,
      progress: 1,
      bytesPerSecond: null,
      note: null,
    })),
    checkResults: SAMPLE_CHECKS,
    report: {
      outcome: 'passed',
      tier: 'full',
      tuning: 'throwaway',
      reason: {
        code: 'restored',
        message: 'The backup was restored and all 18 checks held.',
      },
      artifact: {
        files: [
          {
            path: 'OscarBackup_2026.11.20.23.01.tar.gz.enc',
            bytes: 2_400_000_000,
            sha256: '9f41c6a2'.repeat(8),
          },
          {
            path: 'OscarDocument_2026.11.20.tar.gz.enc',
            bytes: 300_000_000,
            sha256: '51d0aa7e'.repeat(8),
          },
        ],
        format: ['openssl-enc', 'tar', 'gzip', 'mysqldump'],
        takenAt: drill.artifact?.takenAt ?? null,
      },
      engine: {
        name: 'mariadb',
        server: '10.11.19',
        settings: { innodb_strict_mode: '0', sql_mode: '' },
      },
      profile: { name: 'oscar', recognised: true },
      checks: SAMPLE_CHECKS,
      counts: { tables: 546, rows: { demographic: 8123, log: 4_171_877 } },
      schema: null,
      newestRecord: { at: ago(12 * HOUR), from: 'log.dateTime' },
      dataAgeSeconds: 2 * HOUR,
      documents: {
        referenced: 1216,
        found: 1216,
        missing: 0,
        empty: 0,
        altered: 0,
        hashed: 60,
        orphans: 3,
      },
      landed: [{ database: 'oscar_15', tables: 546 }],
      timings: sampleDrill().timings ?? {
        fetch: 0,
        open: 0,
        boot: 0,
        load: 0,
        index: 0,
        verify: 0,
        wipe: 0,
        total: 0,
      },
      notProven: [
        'That OSCAR itself starts on this database.',
        'That labs and faxes arrive again.',
        'That the clinic has hardware to restore to.',
      ],
      wiped: true,
      asOf: ago(HOUR),
    },
    ...part,
  };
}

/** A drill that is loading, with what is known by then. */
export function sampleRunning(): DrillDetail {
  const done = sampleDetail();
  return {
    ...done,
    id: 'drill-running',
    state: 'running',
    outcome: null,
    reason: null,
    endedAt: null,
    startedAt: ago(95),
    startedBy: 'user:default/guest',
    report: null,
    timings: null,
    dataAgeSeconds: null,
    checkResults: SAMPLE_CHECKS.slice(0, 2),
    phases: done.phases.slice(0, 4).map(phase =>
      phase.phase === 'load'
        ? {
            ...phase,
            state: 'running' as const,
            seconds: 41,
            progress: 0.62,
            bytesPerSecond: 7_400_000,
            note: 'Loading casemgmt_note: 402 of 546 tables, two streams.',
          }
        : phase,
    ),
  };
}

/** A drill that found the backup hollow. */
export function sampleFailed(): DrillDetail {
  const message =
    'The backup harbour.20261120.sql.gz is 20 bytes long: an empty gzip with no dump inside.';
  const good = sampleDetail();
  return {
    ...good,
    id: 'drill-failed',
    job: named('backupjob', 'harbour-nightly', 'Harbour Street Clinic nightly'),
    clinic: named('clinic', 'harbour', 'Harbour Street Clinic'),
    outcome: 'failed',
    reason: { code: 'hollow', message },
    checks: { pass: 0, fail: 1, warn: 0, skip: 6 },
    artifact: {
      name: 'harbour.20261120.sql.gz',
      takenAt: ago(29 * HOUR),
      bytes: 20,
    },
    dataAgeSeconds: null,
    timings: {
      fetch: 0.1,
      open: 0,
      boot: 0,
      load: 0,
      index: 0,
      verify: 0,
      wipe: 0,
      total: 0.1,
    },
    phases: [
      {
        phase: 'fetch',
        state: 'failed',
        seconds: 0.1,
        progress: null,
        bytesPerSecond: null,
        note: 'The newest backup holds nothing; there was nothing to fetch.',
      },
    ],
    checkResults: [
      {
        id: 'not-hollow',
        title: 'Not hollow',
        status: 'fail',
        value: 20,
        expected: 1000,
        detail: message,
        reason: 'hollow',
      },
    ],
    report: good.report && {
      ...good.report,
      outcome: 'failed',
      reason: { code: 'hollow', message },
      engine: null,
      profile: null,
      counts: { tables: 0, rows: {} },
      newestRecord: null,
      dataAgeSeconds: null,
      documents: null,
    },
  };
}
