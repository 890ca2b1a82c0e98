import type {
  BackupHistory,
  CustodyLog,
  HeartbeatStatus,
  RecoveryKit,
} from '@emr-backup/plugin-emr-backup-common';
import { ago } from './sampleStatus';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Four weeks of a nightly backup, with one gap, a hollow one and a shrunk one. */
export function sampleHistory(): BackupHistory {
  const days = Array.from({ length: 14 }, (_, day) => day).filter(
    day => day !== 5 && day !== 6,
  );
  const items = days.map(day => ({
    store: 'montreal-dc',
    path: `lakeside/OscarBackup_${day}.tar.gz.enc`,
    name: `OscarBackup_${day}.tar.gz.enc`,
    bytes: day === 9 ? 20 : 2_700_000_000 - day * 4_000_000,
    files: 3,
    takenAt: ago(day * DAY + 2 * HOUR),
    firstSeenAt: ago(day * DAY + HOUR),
    goneAt: day > 11 ? ago(DAY) : null,
    hollow: day === 9,
    shrunk: day === 3,
    digest: null,
  }));
  return {
    items,
    totalItems: items.length,
    gaps: [
      { from: ago(7 * DAY + 2 * HOUR), to: ago(4 * DAY + 2 * HOUR), missed: 2 },
    ],
  };
}

/** A medium that was carried twice and is due again tomorrow. */
export function sampleCustody(): CustodyLog {
  return {
    items: [
      {
        id: '2',
        at: ago(6 * DAY),
        medium: 'USB disk 2',
        who: 'Sasha Beispiel',
        from: 'server room',
        to: 'bank safe',
        note: 'Seal unbroken.',
        recordedBy: 'user:default/guest',
      },
      {
        id: '1',
        at: ago(13 * DAY),
        medium: 'USB disk 1',
        who: 'Kim Muster',
        from: 'server room',
        to: 'bank safe',
        note: null,
        recordedBy: 'user:default/guest',
      },
    ],
    nextDueAt: ago(-DAY),
    missed: false,
  };
}

/** A job that reported success two hours ago. */
export function sampleHeartbeat(
  part: Partial<HeartbeatStatus> = {},
): HeartbeatStatus {
  return {
    state: 'up',
    last: {
      event: 'success',
      at: ago(2 * HOUR),
      bytes: 2_700_000_000,
      durationSeconds: 312,
    },
    lastSuccessAt: ago(2 * HOUR),
    expectedAt: ago(-2 * HOUR),
    tokens: [
      {
        id: 'token-1',
        createdAt: ago(40 * DAY),
        createdBy: 'user:default/guest',
        lastUsedAt: ago(2 * HOUR),
      },
    ],
    ...part,
  };
}

/** How to restore Lakeside by hand. */
export function sampleKit(): RecoveryKit {
  return {
    generatedAt: ago(HOUR),
    drillId: 'drill-1',
    caveats: [
      'The kit cannot know where the new server stands.',
      'Labs and faxes must be connected again by Infomedic.',
    ],
    steps: [
      {
        title: 'Fetch the backup',
        detail:
          'Take the newest chain from Montreal. It needs 2.7 GB of free disk.',
        commands: [
          'rclone copy montreal-dc:lakeside/OscarBackup_2026.11.20.23.01.tar.gz.enc /restore/',
        ],
      },
      {
        title: 'Open it with the key lakeside-oscar',
        detail:
          'The key lies in the safe of IT West. The command asks for it; never type it into a file.',
        commands: [
          'openssl enc -d -aes-256-cbc -md sha256 -in /restore/OscarBackup_2026.11.20.23.01.tar.gz.enc -out /restore/backup.tar.gz',
          'tar -xzf /restore/backup.tar.gz -C /restore',
        ],
      },
      {
        title: 'Load the database',
        detail: 'MariaDB 10.11, innodb_strict_mode=0, empty sql_mode.',
        commands: ['mariadb --sandbox oscar_15 < /restore/OscarBackup.sql'],
      },
    ],
  };
}
