import { Link, Text } from '@backstage/ui';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type {
  RecoveryKit,
  RecoveryStep,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { InfoCard } from '../marks/InfoCard';
import { Pill } from '../marks/Pill';
import { ToldSentences } from '../marks/ToldSentences';
import type { Format } from '../format';
import { useReading } from '../reading';
import { drillRouteRef } from '../routes';
import { CommandLines } from '../status/CommandLines';
import { Offered } from '../status/Offered';
import { Printable, PrintButton } from '../status/print';
import { useReadsEnglish, useSaid, useWords } from '../words';
import { JobPeopleCard } from './cards';
import { useJobRef } from './OfJob';
import { useJobFormat } from './useJobFormat';
import styles from './JobCard.module.css';

function Origin({ kit }: { kit: RecoveryKit }) {
  const t = useWords();
  const route = useRouteRef(drillRouteRef);
  if (kit.drillId === null) {
    return (
      <Text as="p">
        <Pill tone="late" shape="open">
          {t('standing.unproven.word')}
        </Pill>{' '}
        {t('kit.unproven')}
      </Text>
    );
  }
  return (
    <Text as="p" color="secondary">
      {t('kit.proven')}{' '}
      {route && <Link href={route({ id: kit.drillId })}>{t('kit.proof')}</Link>}
    </Text>
  );
}

function Step(props: { step: RecoveryStep; number: string; format: Format }) {
  const { step, number, format } = props;
  const t = useWords();
  const said = useSaid();
  const readsEnglish = useReadsEnglish();
  const title = said(`kitStep.${step.code}`);
  return (
    <li className={styles.step}>
      <Text as="h4" weight="bold">
        {t('kit.step', {
          number,
          title:
            title ??
            (readsEnglish ? step.title : <span lang="en">{step.title}</span>),
        })}
      </Text>
      <Text as="p">
        <ToldSentences message={step.detail} told={step.told} format={format} />
      </Text>
      {step.commands.length > 0 && (
        <CommandLines
          lines={step.commands}
          label={t('kit.commands', { number })}
        />
      )}
    </li>
  );
}

function Kit({ kit }: { kit: RecoveryKit }) {
  const t = useWords();
  const { entity } = useEntity();
  const format = useJobFormat(useJobRef());
  return (
    <Printable>
      <div className={styles.kit}>
        <header className={styles.kitHead}>
          <div>
            <Text as="h2" variant="title-small" weight="bold">
              {t('kit.heading', {
                job: entity.metadata.title ?? entity.metadata.name,
              })}
            </Text>
            <Text as="p">{t('kit.lead')}</Text>
            <Text as="p" color="secondary">
              {t('kit.made', { when: format.exact(kit.generatedAt) })}
            </Text>
            <Origin kit={kit} />
          </div>
          <PrintButton />
        </header>
        {kit.caveats.length > 0 && (
          <InfoCard title={t('kit.caveats')}>
            <ul className={styles.gaps}>
              {kit.caveats.map((caveat, index) => {
                const told = kit.caveatsTold?.[index];
                return (
                  <li key={caveat}>
                    <ToldSentences
                      message={caveat}
                      told={told && [told]}
                      format={format}
                    />
                  </li>
                );
              })}
            </ul>
          </InfoCard>
        )}
        {/* On paper nobody can follow a link to the numbers. */}
        <JobPeopleCard />
        <InfoCard title={t('kit.steps')}>
          {kit.steps.length === 0 && <Text as="p">{t('kit.none')}</Text>}
          <ol className={styles.steps}>
            {kit.steps.map((step, index) => (
              <Step
                key={step.title}
                step={step}
                number={String(index + 1)}
                format={format}
              />
            ))}
          </ol>
        </InfoCard>
      </div>
    </Printable>
  );
}

/** How to restore a job's backup by hand, step by step, to be printed beforehand. */
export function RecoveryKitTab() {
  const api = useApi(emrBackupApiRef);
  const jobRef = useJobRef();
  const reading = useReading({
    key: `kit ${jobRef}`,
    read: () => api.getRecoveryKit(jobRef),
  });
  return (
    <Offered reading={reading} lines={8}>
      {kit => <Kit kit={kit} />}
    </Offered>
  );
}
