import type { DrillDetail } from '@emr-backup/plugin-emr-backup-common';
import { ago, sampleDetail, sampleDrill, SAMPLE_CHECKS } from './sampleStatus';

const DAY = 86_400;

/** The drill of a week before: fewer rows, a quicker load, one check that only warned. */
export function sampleOlder(days = 6): DrillDetail {
  const detail = sampleDetail();
  const { timings } = sampleDrill();
  return {
    ...detail,
    id: `older-${days}`,
    queuedAt: ago(days * DAY + 400),
    startedAt: ago(days * DAY),
    endedAt: ago(days * DAY - 330),
    timings: timings && { ...timings, load: 180, total: 331.5 },
    checkResults: SAMPLE_CHECKS.map(check =>
      check.id === 'newest-record'
        ? { ...check, status: 'warn' as const, detail: 'Five hours old.' }
        : check,
    ),
    report: detail.report && {
      ...detail.report,
      counts: { tables: 545, rows: { demographic: 8123, log: 4_150_201 } },
    },
  };
}
