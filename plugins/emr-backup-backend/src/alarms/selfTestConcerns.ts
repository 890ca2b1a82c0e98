import type { SelfTestStatus } from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';
import type { Concern } from './concerns';

/** Profiles whose newest proving self-test let a broken backup through; each until one catches everything. */
export function selfTestConcerns(
  statuses: readonly SelfTestStatus[],
  jobs: readonly KnownJob[],
): Concern[] {
  return statuses.flatMap(({ profile, proof }): Concern[] => {
    const missed = proof?.faults.filter(({ status }) => status === 'missed');
    if (!proof || !missed?.length) return [];
    const known = jobs.find(job => job.ref === proof.job.ref);
    return [
      {
        cause: `self-test:${profile}`,
        kind: 'self-test-missed',
        since: proof.endedAt,
        message: `The self-test of the profile "${profile}" did not catch: ${missed
          .map(({ id }) => id)
          .join(
            ', ',
          )}. Do not rely on passed drills of this profile until the reason is known.`,
        store: null,
        drillId: null,
        jobs: known ? [known] : [],
      },
    ];
  });
}
