import type { DrillDetail } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { useWords } from '../words';
import styles from './DrillPage.module.css';

/** What makes the report checkable: what was judged how, as of when, down to the digests. */
export function EvidenceCard(props: { drill: DrillDetail; format: Format }) {
  const { drill, format } = props;
  const t = useWords();
  const { report, selfTest } = drill;
  if (!report) return null;
  return (
    <InfoCard title={t('report.evidence')}>
      <Facts
        facts={[
          { name: t('report.tier'), value: t(`report.tiers.${report.tier}`) },
          {
            name: t('report.tuning'),
            value: t(`report.tunings.${report.tuning}`),
          },
          report.landed.length > 0 && {
            name: t('report.landed'),
            value: report.landed
              .map(({ database, tables }) =>
                t('report.landedValue', {
                  database,
                  tables: format.number(tables),
                }),
              )
              .join(', '),
          },
          { name: t('report.asOf'), value: format.exact(report.asOf) },
          report.schema && {
            name: t('report.fingerprint'),
            value: (
              <code className={styles.fingerprint}>
                {report.schema.fingerprint}
              </code>
            ),
          },
          Boolean(selfTest) && {
            name: t('report.selfTest'),
            value:
              selfTest &&
              t('report.selfTestValue', {
                caught: format.number(selfTest.caught),
                made: format.number(selfTest.caught + selfTest.missed),
                when: format.relative(selfTest.endedAt),
              }),
          },
        ]}
      />
    </InfoCard>
  );
}
