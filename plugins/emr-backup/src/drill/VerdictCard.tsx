import { Card, Text } from '@backstage/ui';
import type { DrillDetail } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { useWords } from '../words';
import { PhaseRow } from './PhaseRow';
import styles from './DrillPage.module.css';

/** The one sentence that counts, over the phases it took to get there. */
export function VerdictCard(props: { drill: DrillDetail; format: Format }) {
  const { drill, format } = props;
  const t = useWords();
  const finished = drill.state === 'finished';
  const outcome = drill.outcome ?? 'error';
  const stateWord = drill.state === 'queued' ? 'drill.queued' : 'drill.running';
  return (
    <Card className={styles.verdict}>
      <div aria-live="polite">
        <Text as="p" variant="title-x-small" className={styles.sentence}>
          {finished
            ? drill.reason?.message ?? t(`drill.outcomeSentence.${outcome}`)
            : t(stateWord)}
        </Text>
        {finished && outcome === 'error' && (
          <Text as="p" color="secondary">
            {t('drill.outcomeSentence.error')}
          </Text>
        )}
      </div>
      <PhaseRow drill={drill} format={format} />
    </Card>
  );
}
