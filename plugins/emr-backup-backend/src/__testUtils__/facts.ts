import type {
  BackupJobEntity,
  DrillSummary,
} from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';
import type { CopyFacts, ObservedArtifact } from '../observation';
import type { JobFacts } from '../standing';

/** Instant of all judgements in table tests: a Sunday at noon in Toronto. */
export const NOW = new Date('2026-11-22T17:00:00.000Z');

export const hoursAgo = (hours: number) =>
  new Date(NOW.getTime() - hours * 3_600_000).toISOString();

export const knownJob = (
  spec: Partial<BackupJobEntity['spec']> = {},
  record: Partial<KnownJob> = {},
): KnownJob => ({
  ref: 'backupjob:default/lakeside',
  title: 'Lakeside nightly',
  serverRef: 'emrserver:default/lakeside-emr',
  serverTitle: 'lakeside-emr',
  clinicRef: 'clinic:default/lakeside',
  clinicTitle: 'Lakeside',
  owner: 'group:default/it-west',
  operatedBy: null,
  product: 'oscar',
  hosting: 'on-premise',
  timezone: 'America/Toronto',
  openingHours: null,
  criticality: 'normal',
  drillFrom: 'entity',
  firstSeenAt: hoursAgo(48),
  fingerprint: null,
  spec: {
    owner: 'it-west',
    server: 'lakeside-emr',
    schedule: { every: 'P1D' },
    copies: [{ store: 'shelf', path: '*' }],
    drill: { every: 'P30D' },
    ...spec,
  },
  ...record,
});

export const artifact = (
  ageHours: number,
  more: Partial<ObservedArtifact> = {},
): ObservedArtifact => ({
  key: 'file:./emr.sql.gz',
  name: 'emr.sql.gz',
  bytes: 1_000_000,
  files: 1,
  takenAt: hoursAgo(ageHours),
  hollow: false,
  shrunk: false,
  digests: [],
  fingerprint: 'as-listed',
  ...more,
});

export const copy = (
  newest: ObservedArtifact | null,
  newestGood: ObservedArtifact | null = newest?.hollow ? null : newest,
): CopyFacts => ({
  jobRef: 'backupjob:default/lakeside',
  store: 'shelf',
  path: '*',
  firstObservedAt: hoursAgo(48),
  observedAt: hoursAgo(0.1),
  problem: null,
  problemCode: null,
  problemSince: null,
  artifacts: newest ? 1 : 0,
  emptiedAt: null,
  recent: newest ? [newest] : [],
  newest,
  newestGood,
});

export const drill = (
  ageHours: number,
  more: Partial<DrillSummary> = {},
): DrillSummary => ({
  id: `drill-${ageHours}`,
  job: { ref: 'backupjob:default/lakeside', title: 'Lakeside nightly' },
  clinic: null,
  state: 'finished',
  outcome: 'passed',
  reason: { code: 'restored', message: 'Restored and checked.' },
  startedBy: 'schedule',
  queuedAt: hoursAgo(ageHours),
  startedAt: hoursAgo(ageHours),
  endedAt: hoursAgo(ageHours),
  artifact: {
    name: 'emr.sql.gz',
    takenAt: hoursAgo(ageHours + 2),
    bytes: 1_000_000,
  },
  store: 'shelf',
  location: null,
  checks: { pass: 12, fail: 0, warn: 0, skip: 0 },
  dataAgeSeconds: 3 * 3600,
  timings: null,
  ...more,
});

/** A job with a good backup of six hours ago, proven five hours ago. */
export const facts = (more: Partial<JobFacts> = {}): JobFacts => ({
  job: knownJob(),
  copies: [copy(artifact(6))],
  custody: [null],
  drills: { last: drill(5), judged: drill(5), passed: drill(5) },
  problems: [],
  ...more,
});
