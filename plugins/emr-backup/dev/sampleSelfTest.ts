import type {
  SelfTest,
  SelfTestStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { ago } from './sampleStatus';

/** The self-tests of OSCAR: three days ago every broken backup was caught. */
export function sampleSelfTest(
  change: Partial<SelfTest> = {},
  profile = 'oscar',
): SelfTestStatus {
  const days = 86_400;
  const newest: SelfTest = {
    id: `self-test-${profile}`,
    profile,
    job: {
      ref: 'backupjob:default/lakeside-nightly',
      title: 'Lakeside nightly',
    },
    state: 'finished',
    startedBy: 'schedule',
    queuedAt: ago(3 * days + 900),
    startedAt: ago(3 * days + 890),
    endedAt: ago(3 * days),
    caught: 14,
    missed: 0,
    notMade: 1,
    faults: [],
    error: null,
    ...change,
  };
  const proves = newest.state === 'finished' && newest.error === null;
  return { profile, newest, proof: proves ? newest : null };
}
