import { Text } from '@backstage/ui';
import type { DrillDetail } from '@emr-backup/plugin-emr-backup-common';
import { InfoCard } from '../marks/InfoCard';
import { useReadsEnglish, useWords } from '../words';
import styles from './DrillPage.module.css';

/** What nobody should read into a pass. */
export function NotProvenCard({ drill }: { drill: DrillDetail }) {
  const t = useWords();
  const readsEnglish = useReadsEnglish();
  const gaps = drill.report?.notProven;
  return (
    <InfoCard title={t('drill.unproven')}>
      {gaps?.length ? (
        <ul className={styles.gaps} lang={readsEnglish ? undefined : 'en'}>
          {gaps.map(gap => (
            <li key={gap}>{gap}</li>
          ))}
        </ul>
      ) : (
        <Text as="p" color="secondary">
          {t(gaps ? 'drill.unprovenNone' : 'drill.unprovenLater')}
        </Text>
      )}
    </InfoCard>
  );
}
