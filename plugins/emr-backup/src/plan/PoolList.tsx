import { Text } from '@backstage/ui';
import type { PoolBudget } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { NamedLink } from '../marks/EntityLink';
import { Meter } from '../marks/Meter';
import { Pill } from '../marks/Pill';
import { ToldSentences } from '../marks/ToldSentences';
import { useWords } from '../words';
import styles from './Plan.module.css';

function Pool({ budget, format }: { budget: PoolBudget; format: Format }) {
  const t = useWords();
  const needed = format.duration(budget.neededSecondsPerDay);
  const available = format.duration(budget.availableSecondsPerDay);
  return (
    <li className={styles.pool}>
      <div className={styles.poolHead}>
        <strong>{budget.pool}</strong>
        {budget.sufficient ? (
          <Pill tone="good" shape="disc">
            {t('plan.enough')}
          </Pill>
        ) : (
          <Pill tone="bad" shape="diamond">
            {t('plan.short')}
          </Pill>
        )}
      </div>
      <Text as="p">
        <ToldSentences
          message={budget.message}
          told={budget.told}
          format={format}
        />
      </Text>
      <Meter
        value={budget.neededSecondsPerDay}
        objective={budget.availableSecondsPerDay}
        label={t('plan.load', { pool: budget.pool, needed, available })}
        wide
      />
      <Text as="p" variant="body-small" color="secondary">
        {t('plan.budget', {
          needed,
          available,
          runners: format.number(budget.runners),
          places: format.number(budget.places),
        })}
      </Text>
      {budget.late.length > 0 && (
        <Text as="p" variant="body-small">
          {t('plan.lateJobs')}{' '}
          {budget.late.map((job, index) => (
            <span key={job.ref}>
              {index > 0 && ', '}
              <NamedLink to={job} />
            </span>
          ))}
        </Text>
      )}
    </li>
  );
}

/** Whether the runners of each pool can do what is asked of them, in one sentence each. */
export function PoolList(props: { pools: PoolBudget[]; format: Format }) {
  const t = useWords();
  if (props.pools.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('plan.none')}
      </Text>
    );
  }
  return (
    <ul className={styles.pools}>
      {props.pools.map(budget => (
        <Pool key={budget.pool} budget={budget} format={props.format} />
      ))}
    </ul>
  );
}
