import { Card, Text } from '@backstage/ui';
import type {
  DrillDetail,
  DrillSummary,
} from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { ReasonTold } from '../marks/Told';
import { useWords } from '../words';
import { PhaseRow } from './PhaseRow';
import { timeLeft } from './timeLeft';
import styles from './DrillPage.module.css';

/** How long it still takes, in whole words: a countdown by seconds would lie. */
function StillToGo(props: {
  drill: DrillDetail;
  earlier?: DrillSummary['timings'];
  format: Format;
}) {
  const { drill, earlier, format } = props;
  const t = useWords();
  const left = timeLeft(drill, earlier);
  if (!left) return null;
  return (
    <Text as="p" color="secondary">
      {t(left.of === 'drill' ? 'live.left' : 'live.leftPhase', {
        time: format.durationWords(left.seconds),
      })}
      {' · '}
      {t('live.landed', { count: drill.checkResults.length })}
    </Text>
  );
}

/** The one sentence that counts, over the phases it took to get there. */
export function VerdictCard(props: {
  drill: DrillDetail;
  earlier?: DrillSummary['timings'];
  format: Format;
}) {
  const { drill, earlier, format } = props;
  const t = useWords();
  const finished = drill.state === 'finished';
  const outcome = drill.outcome ?? 'error';
  const stateWord = drill.state === 'queued' ? 'drill.queued' : 'drill.running';
  return (
    <Card className={styles.verdict}>
      <div aria-live="polite">
        <Text as="p" variant="title-x-small" className={styles.sentence}>
          {finished && drill.reason && <ReasonTold reason={drill.reason} />}
          {finished && !drill.reason && t(`drill.outcomeSentence.${outcome}`)}
          {!finished && t(stateWord)}
        </Text>
        {finished && outcome === 'error' && (
          <Text as="p" color="secondary">
            {t('drill.outcomeSentence.error')}
          </Text>
        )}
      </div>
      {outcome === 'passed' &&
        finished &&
        (drill.tier ?? 'full') !== 'full' && (
          <Text as="p" color="warning">
            {t('drill.notProof')}
          </Text>
        )}
      <PhaseRow drill={drill} format={format} />
      <StillToGo drill={drill} earlier={earlier} format={format} />
    </Card>
  );
}
