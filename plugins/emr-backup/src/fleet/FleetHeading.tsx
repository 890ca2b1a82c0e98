import type { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import type { FleetPage } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { LoadingLines } from '../marks/states';
import { useWords } from '../words';
import styles from './FleetHeading.module.css';

function Verdict(props: { fleet: FleetPage; format: Format }) {
  const { fleet, format } = props;
  const t = useWords();
  const { counts, standings, observedAt } = fleet;
  const total = Object.values(standings).reduce((sum, part) => sum + part, 0);
  const counted = (count: number) => ({ count, total: format.number(count) });
  return (
    <>
      <Text as="h2" variant="title-small" weight="bold">
        {total
          ? t('fleet.verdict', {
              ...counted(total),
              proven: format.number(standings.proven ?? 0),
            })
          : t('fleet.title')}
      </Text>
      <Text as="p" variant="body-medium" color="secondary">
        {[
          t('fleet.clinics', counted(counts.clinics)),
          t('fleet.servers', counted(counts.servers)),
          t('fleet.jobs', counted(counts.jobs)),
        ].join(' · ')}
        {observedAt && (
          <>
            {' · '}
            <span title={format.exact(observedAt)}>
              {t('fleet.lookedAt', { when: format.relative(observedAt) })}
            </span>
          </>
        )}
      </Text>
    </>
  );
}

/** What the page says in one line, and what can be done with it. */
export function FleetHeading(props: {
  fleet: FleetPage | undefined;
  format: Format;
  children: ReactNode;
}) {
  const { fleet, format, children } = props;
  return (
    <div className={styles.heading}>
      <div className={styles.words}>
        {fleet ? (
          <Verdict fleet={fleet} format={format} />
        ) : (
          <LoadingLines lines={2} />
        )}
      </div>
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
