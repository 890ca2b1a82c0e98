import type { ReactNode } from 'react';
import type {
  ClinicRow,
  JobStatus,
  Standing,
} from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { standingSaid } from '../marks/Told';
import type { Said, Words } from '../words';

/** The part of a clinic's, server's or job's status a verdict is made of. */
export type Judged = Pick<
  ClinicRow,
  'standing' | 'reasons' | 'backupAge' | 'lastProven' | 'recoveryEstimate'
> & {
  /** What the newest proof took, when its drill is still known. */
  tookSeconds?: number | null;
};

const OPENING: Record<
  Exclude<Standing, 'proven'>,
  'verdict.failing' | 'verdict.overdue' | 'verdict.unproven'
> = {
  failing: 'verdict.failing',
  overdue: 'verdict.overdue',
  unproven: 'verdict.unproven',
};

function opening(
  judged: Judged,
  name: string,
  format: Format,
  t: Words,
): ReactNode {
  const { standing, backupAge, recoveryEstimate } = judged;
  const clinic = <strong>{name}</strong>;
  if (standing !== 'proven') return t(OPENING[standing], { clinic });
  const moment = (
    <strong>
      {backupAge.takenAt ? format.calendar(backupAge.takenAt) : '—'}
    </strong>
  );
  if (recoveryEstimate.seconds === null) {
    return t('verdict.provenNoTime', { clinic, moment });
  }
  const time = (
    <strong>{format.durationWords(recoveryEstimate.seconds)}</strong>
  );
  return t('verdict.proven', { clinic, moment, time });
}

function newestProof(
  { lastProven, tookSeconds }: Judged,
  format: Format,
  t: Words,
): ReactNode {
  if (!lastProven) return t('verdict.neverProven');
  const said = {
    count: lastProven.checks,
    when: format.relative(lastProven.at),
  };
  return tookSeconds
    ? t('verdictTook.proven', {
        ...said,
        time: format.durationWords(tookSeconds),
      })
    : t('verdict.lastProven', said);
}

/** What a job's newest proof took, while its drill is the newest we know. */
export function tookOf(
  jobs: Array<Pick<JobStatus, 'lastDrill'>>,
  lastProven: Judged['lastProven'],
): number | null {
  const drill = jobs.find(job => job.lastDrill?.id === lastProven?.drillId);
  return drill?.lastDrill?.timings?.total ?? null;
}

/** What else is wrong, after the reason that the sentence names. */
export const furtherReasons = ({ reasons }: Judged) => reasons.slice(1);

/** One plain answer to "could it be restored today?", with the reason and the newest proof. */
export function verdictSentence(
  judged: Judged,
  name: string,
  { format, t, said }: { format: Format; t: Words; said: Said },
): ReactNode {
  const { reasons, standing } = judged;
  const [first] = reasons;
  const why = first && (standingSaid(first.code, said) ?? first.message);
  return (
    <>
      {opening(judged, name, format, t)}{' '}
      {standing !== 'proven' && why && `${why} `}
      {newestProof(judged, format, t)}
    </>
  );
}
