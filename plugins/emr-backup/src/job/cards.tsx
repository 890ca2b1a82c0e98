import { useState } from 'react';
import { Text } from '@backstage/ui';
import type {
  DrillSummary,
  JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { NextDrillCell } from '../fleet/clinicCells';
import { useFormat } from '../format';
import { NamedLink } from '../marks/EntityLink';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { AgeCard } from '../status/AgeCard';
import { CopiesCard } from '../status/CopiesCard';
import { DrillsCard } from '../status/DrillsCard';
import { PeopleCard } from '../status/PeopleCard';
import { StandingCard } from '../status/StandingCard';
import { tookOf } from '../status/verdictSentence';
import { VerificationCard } from '../status/VerificationCard';
import { useWords } from '../words';
import { DrillTimesCard } from '../status/times/DrillTimesCard';
import { OfJob } from './OfJob';
import { RunDrillButton } from './RunDrillButton';
import { WatchedDrill } from './WatchedDrill';
import styles from './JobCard.module.css';

const operatorsOf = (job: JobStatus) =>
  job.operatedBy ? [job.operatedBy] : [];

export function JobStandingCard() {
  return (
    <OfJob>
      {job => (
        <StandingCard
          judged={{ ...job, tookSeconds: tookOf([job], job.lastProven) }}
          name={(job.clinic ?? job.server ?? job.job).title}
          zone={job.timezone}
          owner={job.owner}
          operators={operatorsOf(job)}
          nextDrillAt={job.nextDrillAt}
        />
      )}
    </OfJob>
  );
}

function RunCard(props: { job: JobStatus; onStarted(): void }) {
  const { job, onStarted } = props;
  const t = useWords();
  const format = useFormat(job.timezone);
  const { seconds, rtoSeconds, basis } = job.recoveryEstimate;
  const estimate = format.duration(seconds);
  // A small drill is over before its link is reached: it stays until the page is left.
  const [started, setStarted] = useState<DrillSummary>();
  const watched = job.activeDrill ?? started;
  return (
    <InfoCard title={t('card.run')}>
      <div className={styles.run}>
        <Text as="p" color="secondary" className={styles.lead}>
          {t('job.lead')}
        </Text>
        <RunDrillButton
          job={job}
          onStarted={drill => {
            setStarted(drill);
            onStarted();
          }}
        />
      </div>
      {watched && <WatchedDrill drill={watched} format={format} />}
      <Facts
        facts={[
          job.server && {
            name: t('job.server'),
            value: <NamedLink to={job.server} />,
          },
          job.clinic && {
            name: t('job.clinic'),
            value: <NamedLink to={job.clinic} />,
          },
          {
            name: t('job.next'),
            value: <NextDrillCell at={job.nextDrillAt} format={format} />,
          },
          {
            name: t('job.dataAge'),
            value: format.duration(job.dataAgeSeconds),
          },
          {
            name: t('job.recovery'),
            value: [
              rtoSeconds === null
                ? estimate
                : t('job.rto', { estimate, rto: format.duration(rtoSeconds) }),
              seconds !== null &&
                basis &&
                `(${t(`times.basisShort.${basis}`)})`,
            ]
              .filter(Boolean)
              .join(' '),
          },
        ]}
      />
    </InfoCard>
  );
}

export function JobRunCard() {
  return (
    <OfJob>
      {(job, { reload }) => <RunCard job={job} onStarted={reload} />}
    </OfJob>
  );
}

export function JobCopiesCard() {
  return (
    <OfJob>
      {job => (
        <CopiesCard
          copies={job.copies}
          copyRules={job.copyRules}
          zone={job.timezone}
        />
      )}
    </OfJob>
  );
}

export function JobDrillsCard() {
  return (
    <OfJob>
      {job => <DrillsCard of={{ job: job.job.ref }} zone={job.timezone} />}
    </OfJob>
  );
}

export function JobVerificationCard() {
  return (
    <OfJob>
      {job => <VerificationCard drill={job.lastDrill} zone={job.timezone} />}
    </OfJob>
  );
}

export function JobAgeCard() {
  return (
    <OfJob>
      {job => (
        <AgeCard age={job.backupAge} strip={job.strip} zone={job.timezone} />
      )}
    </OfJob>
  );
}

export function JobPeopleCard() {
  return (
    <OfJob>
      {job => <PeopleCard owner={job.owner} operators={operatorsOf(job)} />}
    </OfJob>
  );
}

export function JobTimesCard() {
  return <OfJob>{job => <DrillTimesCard jobs={[job]} />}</OfJob>;
}
