import { Text } from '@backstage/ui';
import { useFormat } from '../format';
import { EntityTitle } from '../marks/EntityLink';
import { InfoCard } from '../marks/InfoCard';
import { StandingPill } from '../marks/pills';
import { useWords } from '../words';
import {
  furtherReasons,
  verdictSentence,
  type Judged,
} from './verdictSentence';
import styles from './StandingCard.module.css';

/** The verdict in one sentence, and who stands behind it. */
export function StandingCard(props: {
  judged: Judged;
  name: string;
  zone: string;
  owner: string | null;
  operators: string[];
  nextDrillAt: string | null;
}) {
  const { judged, name, zone, owner, operators, nextDrillAt } = props;
  const t = useWords();
  const format = useFormat(zone);
  const further = furtherReasons(judged);
  return (
    <InfoCard
      title={t('card.standing')}
      actions={<StandingPill standing={judged.standing} />}
    >
      <p className={styles.sentence}>
        {verdictSentence(judged, name, format, t)}
      </p>
      {further.length > 0 && (
        <ul className={styles.further}>
          {further.map(message => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      <Text as="p" variant="body-medium" color="secondary">
        {operators.map(operator => (
          <span key={operator}>
            {t('verdict.runs', {
              operator: <EntityTitle entityRef={operator} />,
            })}{' '}
          </span>
        ))}
        {owner
          ? t('verdict.answers', { owner: <EntityTitle entityRef={owner} /> })
          : t('verdict.nobodyAnswers')}{' '}
        {nextDrillAt &&
          t('verdict.next', { when: format.calendar(nextDrillAt) })}
      </Text>
    </InfoCard>
  );
}
