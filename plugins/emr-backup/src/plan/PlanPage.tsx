import { Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useFormat } from '../format';
import { InfoCard } from '../marks/InfoCard';
import { PageFrame } from '../marks/PageFrame';
import { useReading } from '../reading';
import { SectionTabs } from '../sections/SectionTabs';
import { Offered } from '../status/Offered';
import { useWords } from '../words';
import { PlanTable } from './PlanTable';
import { PoolList } from './PoolList';
import { RunnerTable } from './RunnerTable';
import styles from './Plan.module.css';

const REFRESH_MS = 60_000;
const SHOWN = 200;

/** What will run when, whether the runners can do it, and which runners there are. */
export function PlanPage() {
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const format = useFormat();
  const plan = useReading({
    key: 'plan',
    read: () => api.getPlan({ limit: SHOWN }),
    everyMs: REFRESH_MS,
  });
  const runners = useReading({
    key: 'runners',
    read: () => api.listRunners(),
    everyMs: REFRESH_MS,
  });
  return (
    <PageFrame>
      <SectionTabs />
      <div>
        <Text as="h2" variant="title-small" weight="bold">
          {t('plan.pageTitle')}
        </Text>
        {plan.value && (
          <Text as="p" color="secondary">
            {t('plan.lead', { until: format.calendar(plan.value.until) })}
          </Text>
        )}
      </div>
      <div className={styles.cards}>
        <InfoCard title={t('plan.pools')}>
          <Offered reading={plan}>
            {({ pools }) => <PoolList pools={pools} format={format} />}
          </Offered>
        </InfoCard>
        <InfoCard title={t('plan.pageTitle')}>
          <Offered reading={plan} lines={8}>
            {({ items, totalItems }) => (
              <>
                <PlanTable items={items} format={format} />
                {items.length < totalItems && (
                  <Text as="p" variant="body-small" color="secondary">
                    {t('plan.more', {
                      shown: format.number(items.length),
                      total: format.number(totalItems),
                    })}
                  </Text>
                )}
              </>
            )}
          </Offered>
        </InfoCard>
        <InfoCard title={t('plan.runners')}>
          <Offered reading={runners}>
            {items => <RunnerTable runners={items} format={format} />}
          </Offered>
        </InfoCard>
      </div>
    </PageFrame>
  );
}
