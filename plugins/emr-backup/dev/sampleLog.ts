import {
  drillLogEntry,
  type DrillLogCode,
  type DrillLogLine,
  type DrillPhase,
} from '@emr-backup/plugin-emr-backup-common';

type Said = [
  seconds: number,
  code: DrillLogCode,
  values: Record<string, string | number>,
  phase?: DrillPhase,
];

const BACKUP = 'OscarBackup_2026.11.20.23.01.tar.gz.enc';

const SAID: Said[] = [
  [0, 'begun', { attempt: 1, host: 'winnipeg' }],
  [1, 'store-listed', { store: 'montreal-dc', backups: 56 }],
  [1, 'chosen-newest', { name: BACKUP, bytes: 2_700_000_000 }],
  [42, 'fetched', { files: 2, bytes: 2_700_000_000, seconds: 41 }, 'fetch'],
  [
    54,
    'opened',
    { seconds: 12, format: 'openssl-enc > tar > gzip > mysqldump' },
    'open',
  ],
  [
    54,
    'opened-how',
    { how: 'aes-256-cbc, sha256 digest, inner gzip confirmed' },
    'open',
  ],
  [54, 'planned', { dumps: 2, files: 1216 }, 'open'],
  [
    55,
    'booted',
    { seconds: 1.1, engine: 'mariadb', version: '10.11.19' },
    'boot',
  ],
  [
    56,
    'loading',
    { name: `${BACKUP}!/OscarBackup.sql.gz`, kind: 'mysqldump' },
    'load',
  ],
  [262, 'loaded-again', { profile: 'oscar' }, 'index'],
  [265, 'check-pass', { check: 'Trailer present', id: 'trailer' }, 'verify'],
];

/** The log of a drill that got as far as its checks. */
export function sampleLog(
  startedAt: string,
  more: Said[] = [],
): DrillLogLine[] {
  return [...SAID, ...more].map(([seconds, code, values, phase], index) => ({
    ...drillLogEntry(code, values, phase ?? null),
    at: new Date(Date.parse(startedAt) + seconds * 1000).toISOString(),
    number: index + 1,
  }));
}
