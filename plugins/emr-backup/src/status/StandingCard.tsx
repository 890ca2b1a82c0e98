import { Text } from '@backstage/ui';
import { useFormat } from '../format';
import { EntityTitle } from '../marks/EntityLink';
import { InfoCard } from '../marks/InfoCard';
import { StandingPill } from '../marks/pills';
import { standingSaid, StandingTold } from '../marks/Told';
import { useSaid, useWords } from '../words';
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
  const said = useSaid();
  const further = furtherReasons(judged);
  const [first] = judged.reasons;
  const isTold =
    judged.standing !== 'proven' && first && standingSaid(first.code, said);
  return (
    <InfoCard
      title={t('card.standing')}
      actions={<StandingPill standing={judged.standing} />}
    >
      <p className={styles.sentence}>
        {verdictSentence(judged, name, { format, t, said })}
      </p>
      {isTold && (
        <Text as="p" variant="body-small" color="secondary" lang="en">
          {first.message}
        </Text>
      )}
      {further.length > 0 && (
        <ul className={styles.further}>
          {further.map(reason => (
            <li key={reason.message}>
              <StandingTold reason={reason} />
            </li>
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
