import { Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { OperatorRecord } from '@emr-backup/plugin-emr-backup-common';
import { useFormat } from '../format';
import { NamedLink } from '../marks/EntityLink';
import { InfoCard } from '../marks/InfoCard';
import { Pill } from '../marks/Pill';
import { Shown } from '../marks/states';
import { useWords } from '../words';
import { useVendorRecord } from './useVendorRecord';
import styles from './RecordCard.module.css';

const SEGMENTS = ['passed', 'failed', 'error'] as const;

function Bar({ record }: { record: OperatorRecord }) {
  const t = useWords();
  return (
    <div
      className={styles.bar}
      role="img"
      aria-label={t('record.label', {
        passed: String(record.passed),
        failed: String(record.failed),
        error: String(record.error),
      })}
    >
      {SEGMENTS.filter(segment => record[segment] > 0).map(segment => (
        <span
          key={segment}
          className={styles[segment]}
          style={{ flexGrow: record[segment] }}
        />
      ))}
    </div>
  );
}

function Counts({ record }: { record: OperatorRecord }) {
  const t = useWords();
  const format = useFormat();
  const { passed, failed, error, worst } = record;
  const judged = passed + failed;
  if (judged + error === 0) return <Text as="p">{t('record.none')}</Text>;
  return (
    <>
      <Bar record={record} />
      <div className={styles.counts}>
        <Pill tone="good" shape="disc">
          {t('record.passed')} {format.number(passed)}
        </Pill>
        <Pill tone="bad" shape="diamond">
          {t('record.failed')} {format.number(failed)}
        </Pill>
        <Pill tone="late" shape="open">
          {t('record.error')} {format.number(error)}
        </Pill>
      </div>
      {judged > 0 && (
        <Text as="p">
          {t('record.share', { share: format.percent(passed / judged) })}
        </Text>
      )}
      {worst.length > 0 && (
        <div>
          <Text as="p" weight="bold">
            {t('record.worst')}
          </Text>
          <ul className={styles.worst}>
            {worst.map(({ job, failed: times }) => (
              <li key={job.ref}>
                <NamedLink to={job} /> ({format.number(times)})
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** How often what a vendor operates could really be restored. */
export function VendorRecordCard() {
  const { entity } = useEntity();
  const t = useWords();
  const reading = useVendorRecord(entity);
  return (
    <InfoCard title={t('title.record')}>
      <Shown reading={reading}>
        {record =>
          record.jobs === 0 ? (
            <Text as="p">{t('record.noJobs')}</Text>
          ) : (
            <>
              <Text as="p" color="secondary">
                {t('record.lead', { count: record.jobs })}
              </Text>
              <Counts record={record} />
            </>
          )
        }
      </Shown>
    </InfoCard>
  );
}
