import { RELATION_PART_OF, stringifyEntityRef } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import { getEntityRelations, useEntity } from '@backstage/plugin-catalog-react';
import {
  STANDINGS,
  type ClinicStatus,
  type JobStatus,
} from '@emr-backup/plugin-emr-backup-common';
import { InfoCard } from '../marks/InfoCard';
import { Shown } from '../marks/states';
import { useClinicStatus } from '../reading';
import { AgeCard } from '../status/AgeCard';
import { JobsCard } from '../status/JobsCard';
import { StandingCard } from '../status/StandingCard';
import { tookOf } from '../status/verdictSentence';
import { useWords } from '../words';

const worstFirst = (a: JobStatus, b: JobStatus) =>
  STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing);

/** The jobs of a clinic that protect one server, worst first. */
export function jobsOf(clinic: ClinicStatus, serverRef: string): JobStatus[] {
  return clinic.jobs
    .filter(({ server }) => server?.ref === serverRef)
    .sort(worstFirst);
}

/** The server of the entity page, as its clinic's status knows it. */
function OfServer(props: {
  children(jobs: JobStatus[], name: string): JSX.Element;
}) {
  const { entity } = useEntity();
  const [clinic] = getEntityRelations(entity, RELATION_PART_OF, {
    kind: 'clinic',
  });
  const t = useWords();
  if (!clinic) {
    return (
      <InfoCard title={t('card.standing')}>
        <Text as="p" color="secondary">
          {t('server.noClinic')}
        </Text>
      </InfoCard>
    );
  }
  return (
    <OfServerInClinic
      clinicRef={stringifyEntityRef(clinic)}
      serverRef={stringifyEntityRef(entity)}
      name={entity.metadata.title ?? entity.metadata.name}
    >
      {props.children}
    </OfServerInClinic>
  );
}

function OfServerInClinic(props: {
  clinicRef: string;
  serverRef: string;
  name: string;
  children(jobs: JobStatus[], name: string): JSX.Element;
}) {
  const reading = useClinicStatus(props.clinicRef);
  return (
    <Shown reading={reading}>
      {clinic => props.children(jobsOf(clinic, props.serverRef), props.name)}
    </Shown>
  );
}

export function ServerStandingCard() {
  return (
    <OfServer>
      {(jobs, name) => {
        const [worst] = jobs;
        return worst ? (
          <StandingCard
            judged={{
              ...worst,
              tookSeconds: tookOf([worst], worst.lastProven),
            }}
            name={name}
            zone={worst.timezone}
            owner={worst.owner}
            operators={worst.operatedBy ? [worst.operatedBy] : []}
            nextDrillAt={worst.nextDrillAt}
          />
        ) : (
          <Unprotected />
        );
      }}
    </OfServer>
  );
}

function Unprotected() {
  const t = useWords();
  return (
    <InfoCard title={t('card.standing')}>
      <Text as="p" weight="bold">
        {t('systems.empty')}
      </Text>
      <Text as="p" color="secondary">
        {t('systems.emptyHint')}
      </Text>
    </InfoCard>
  );
}

export function ServerJobsCard() {
  return (
    <OfServer>
      {jobs => <JobsCard jobs={jobs} zone={jobs[0]?.timezone ?? 'local'} />}
    </OfServer>
  );
}

export function ServerAgeCard() {
  return (
    <OfServer>
      {([worst]) =>
        worst ? (
          <AgeCard
            age={worst.backupAge}
            strip={worst.strip}
            zone={worst.timezone}
          />
        ) : (
          <></>
        )
      }
    </OfServer>
  );
}
