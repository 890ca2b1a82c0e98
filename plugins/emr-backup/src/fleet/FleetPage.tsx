import { Card, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type { FleetPage as Fleet } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useFormat, type Format } from '../format';
import { PageFrame } from '../marks/PageFrame';
import { LoadingLines, ProblemNote, Shown } from '../marks/states';
import { useDrillSignal, useReading } from '../reading';
import { SelfTestLine } from '../selftest/SelfTestLine';
import { useWords } from '../words';
import { FleetFilters } from './FleetFilters';
import { FleetRows } from './FleetRows';
import { FleetStart } from './FleetStart';
import { FleetTotals } from './FleetTotals';
import { isFiltered, toFleetQuery, useFleetView } from './useFleetView';
import styles from './FleetPage.module.css';

const PAGE_SIZE = 50;
const REFRESH_MS = 60_000;

function FleetHeading(props: { fleet: Fleet | undefined; format: Format }) {
  const { fleet, format } = props;
  const t = useWords();
  if (!fleet) return <LoadingLines lines={2} />;
  const { counts, standings, observedAt } = fleet;
  const total = Object.values(standings).reduce((sum, part) => sum + part, 0);
  return (
    <div className={styles.heading}>
      <Text as="h2" variant="title-small" weight="bold">
        {total
          ? t('fleet.verdict', {
              count: total,
              proven: format.number(standings.proven ?? 0),
            })
          : t('fleet.title')}
      </Text>
      <Text as="p" variant="body-medium" color="secondary">
        {[
          t('fleet.clinics', { count: counts.clinics }),
          t('fleet.servers', { count: counts.servers }),
          t('fleet.jobs', { count: counts.jobs }),
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
    </div>
  );
}

/** Every clinic, worst first: who could be restored today, who answers, and the proof. */
export function FleetPage() {
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const format = useFormat();
  const { view, change } = useFleetView();
  const query = toFleetQuery(view, PAGE_SIZE);
  const reading = useReading({
    key: JSON.stringify(query),
    read: () => api.getFleet(query),
    everyMs: REFRESH_MS,
    keep: true,
  });
  useDrillSignal(() => reading.reload());
  const fleet = reading.value;

  if (!fleet && reading.problem) {
    return (
      <PageFrame>
        <ProblemNote problem={reading.problem} retry={reading.reload} />
      </PageFrame>
    );
  }
  if (fleet && fleet.counts.clinics === 0 && !isFiltered(view)) {
    return (
      <PageFrame>
        <Card>
          <FleetStart />
        </Card>
      </PageFrame>
    );
  }
  return (
    <PageFrame>
      <FleetHeading fleet={fleet} format={format} />
      <FleetTotals
        standings={fleet?.standings}
        chosen={view.standing}
        onChoose={standing => change({ standing })}
        format={format}
      />
      <SelfTestLine />
      <FleetFilters view={view} onChange={change} />
      <Card className={styles.table}>
        <Shown reading={reading} lines={14}>
          {page => (
            <FleetRows
              fleet={page}
              stale={reading.pending}
              offset={view.offset}
              pageSize={PAGE_SIZE}
              onPage={offset => change({ offset })}
              format={format}
            />
          )}
        </Shown>
      </Card>
      <Text as="p" variant="body-small" color="secondary">
        {t('fleet.legend')}
      </Text>
    </PageFrame>
  );
}
