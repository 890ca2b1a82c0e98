import type { ReactNode } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  ClinicStatus,
  DrillSummary,
} from '@emr-backup/plugin-emr-backup-common';
import { InfoCard } from '../marks/InfoCard';
import { LoadingLines, ProblemNote } from '../marks/states';
import { useClinicStatus } from '../reading';
import { AgeCard } from '../status/AgeCard';
import { DrillsCard } from '../status/DrillsCard';
import { JobsCard } from '../status/JobsCard';
import { PeopleCard } from '../status/PeopleCard';
import { StandingCard } from '../status/StandingCard';
import { VerificationCard } from '../status/VerificationCard';
import { CopiesTable } from '../status/CopiesCard';
import { FindingsCard } from '../status/FindingsCard';
import { DrillTimesCard } from '../status/times/DrillTimesCard';
import { tookOf } from '../status/verdictSentence';
import { useWords, type emrBackupTranslationRef } from '../words';

type CardTitle = keyof typeof emrBackupTranslationRef.T &
  (`card.${string}` | `title.${string}`);

/** The clinic of the entity page, read once for all its cards. */
export function OfClinic(props: {
  title: CardTitle;
  children(clinic: ClinicStatus): ReactNode;
}) {
  const { entity } = useEntity();
  const t = useWords();
  const reading = useClinicStatus(stringifyEntityRef(entity));
  if (reading.value) return <>{props.children(reading.value)}</>;
  return (
    <InfoCard title={t(props.title)}>
      {reading.problem ? (
        <ProblemNote problem={reading.problem} retry={reading.reload} />
      ) : (
        <LoadingLines />
      )}
    </InfoCard>
  );
}

const startOf = (drill: DrillSummary) =>
  Date.parse(drill.startedAt ?? drill.queuedAt);

/** The drill under way, or else the newest that ended, over all jobs. */
export function newestDrill(clinic: ClinicStatus): DrillSummary | null {
  const drills = clinic.jobs
    .map(job => job.activeDrill ?? job.lastDrill)
    .filter(drill => drill !== null);
  return drills.sort((a, b) => startOf(b) - startOf(a))[0] ?? null;
}

export function ClinicStandingCard() {
  return (
    <OfClinic title="card.standing">
      {clinic => (
        <StandingCard
          judged={{
            ...clinic,
            tookSeconds: tookOf(clinic.jobs, clinic.lastProven),
          }}
          name={clinic.clinic.title}
          zone={clinic.timezone}
          owner={clinic.owner}
          operators={clinic.operators}
          nextDrillAt={clinic.nextDrillAt}
        />
      )}
    </OfClinic>
  );
}

export function ClinicAgeCard() {
  return (
    <OfClinic title="card.age">
      {clinic => (
        <AgeCard
          age={clinic.backupAge}
          strip={clinic.strip}
          zone={clinic.timezone}
        />
      )}
    </OfClinic>
  );
}

export function ClinicVerificationCard() {
  return (
    <OfClinic title="card.verification">
      {clinic => (
        <VerificationCard drill={newestDrill(clinic)} zone={clinic.timezone} />
      )}
    </OfClinic>
  );
}

export function ClinicPeopleCard() {
  return (
    <OfClinic title="card.people">
      {clinic => (
        <PeopleCard owner={clinic.owner} operators={clinic.operators} />
      )}
    </OfClinic>
  );
}

export function ClinicSystemsCard() {
  return (
    <OfClinic title="card.systems">
      {clinic => <JobsCard jobs={clinic.jobs} zone={clinic.timezone} />}
    </OfClinic>
  );
}

export function ClinicDrillsCard() {
  return (
    <OfClinic title="card.drills">
      {clinic => (
        <DrillsCard of={{ clinic: clinic.clinic.ref }} zone={clinic.timezone} />
      )}
    </OfClinic>
  );
}

/** The copies of every job; with several jobs each is named. */
function Copies({ clinic }: { clinic: ClinicStatus }) {
  const t = useWords();
  return (
    <InfoCard title={t('card.copies')}>
      {clinic.jobs.length === 0 && (
        <Text as="p" color="secondary">
          {t('systems.empty')}
        </Text>
      )}
      {clinic.jobs.map(job => (
        <section key={job.job.ref}>
          {clinic.jobs.length > 1 && (
            <Text as="h4" weight="bold">
              {job.job.title}
            </Text>
          )}
          <CopiesTable
            copies={job.copies}
            copyRules={job.copyRules}
            zone={job.timezone}
          />
        </section>
      ))}
    </InfoCard>
  );
}

export function ClinicCopiesCard() {
  return (
    <OfClinic title="card.copies">
      {clinic => <Copies clinic={clinic} />}
    </OfClinic>
  );
}

export function ClinicFindingsCard() {
  return (
    <OfClinic title="title.findings">
      {clinic => (
        <FindingsCard
          jobs={clinic.jobs}
          of={{ clinic: clinic.clinic.ref }}
          zone={clinic.timezone}
        />
      )}
    </OfClinic>
  );
}

export function ClinicTimesCard() {
  return (
    <OfClinic title="title.times">
      {clinic => <DrillTimesCard jobs={clinic.jobs} />}
    </OfClinic>
  );
}
