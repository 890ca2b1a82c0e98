import type {
  DrillPlan,
  PlannedDrill,
  RunnerStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { ago } from './sampleStatus';

const HOUR = 3600;
const DAY = 24 * HOUR;

const planned = (
  name: string,
  title: string,
  part: Partial<PlannedDrill>,
): PlannedDrill => ({
  job: { ref: `backupjob:default/${name}-nightly`, title: `${title} nightly` },
  clinic: { ref: `clinic:default/${name}`, title },
  pool: 'default',
  dueAt: ago(-DAY),
  startsAt: ago(-DAY - 300),
  expectedSeconds: 360,
  basis: 'measured',
  inTime: true,
  state: 'planned',
  reason: null,
  ...part,
});

/** A plan of two pools, one of which cannot do what is asked of it. */
export function samplePlan(): DrillPlan {
  const items = [
    planned('harbour', 'Harbour Street Clinic', {
      dueAt: ago(-5 * HOUR),
      startsAt: ago(-5 * HOUR),
      state: 'queued',
      basis: 'similar',
    }),
    planned('lakeside', 'Lakeside Family Practice', {}),
    planned('lakeview', 'Lakeview Walk-in', {
      pool: 'east',
      startsAt: ago(-9 * DAY),
      inTime: false,
      basis: 'assumed',
      expectedSeconds: 5400,
    }),
    planned('bayside', 'Bayside Medical', {
      startsAt: null,
      inTime: false,
      state: 'paused',
      reason: 'Paused by Guest: the vendor moves the server this week.',
    }),
  ];
  return {
    items,
    totalItems: items.length,
    until: ago(-30 * DAY),
    pools: [
      {
        pool: 'default',
        runners: 2,
        places: 3,
        neededSecondsPerDay: 4200,
        availableSecondsPerDay: 108_000,
        late: [],
        sufficient: true,
        message: 'Every drill is held in time with 28 hours a night to spare.',
      },
      {
        pool: 'east',
        runners: 1,
        places: 1,
        neededSecondsPerDay: 37_000,
        availableSecondsPerDay: 36_000,
        late: [
          {
            ref: 'backupjob:default/lakeview-nightly',
            title: 'Lakeview nightly',
          },
        ],
        sufficient: false,
        message:
          '1 clinic will miss its monthly drill; 17 more minutes a night are needed.',
      },
    ],
  };
}

/** A runner that works and one that was lost. */
export function sampleRunners(): RunnerStatus[] {
  return [
    {
      id: 'toronto-1-4711',
      host: 'toronto-1',
      pools: ['default'],
      engines: [{ name: 'mariadb', version: '10.11.19' }],
      tools: ['openssl', 'rclone', 'zstd'],
      places: 2,
      running: 1,
      startedAt: ago(3 * DAY),
      heartbeatAt: ago(8),
      state: 'up',
    },
    {
      id: 'halifax-1-0815',
      host: 'halifax-1',
      pools: ['east'],
      engines: [{ name: 'postgres', version: '15.14' }],
      tools: ['openssl'],
      places: 1,
      running: 0,
      startedAt: ago(9 * DAY),
      heartbeatAt: ago(5 * HOUR),
      state: 'lost',
    },
  ];
}
