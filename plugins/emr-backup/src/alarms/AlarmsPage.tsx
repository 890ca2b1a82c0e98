import { useState } from 'react';
import {
  Button,
  Card,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
} from '@backstage/ui';
import type { AlarmQuery } from '@emr-backup/plugin-emr-backup-common';
import { useFormat } from '../format';
import { PageFrame } from '../marks/PageFrame';
import { SectionTabs } from '../sections/SectionTabs';
import { Offered } from '../status/Offered';
import { useWords } from '../words';
import { AlarmTable } from './AlarmTable';
import { useAlarms } from './useAlarms';
import styles from './Alarms.module.css';

const PAGE_SIZE = 50;

type State = NonNullable<AlarmQuery['state']>;

function Pages(props: {
  offset: number;
  total: number;
  onPage(offset: number): void;
}) {
  const { offset, total, onPage } = props;
  const t = useWords();
  if (total <= PAGE_SIZE) return null;
  const last = Math.min(offset + PAGE_SIZE, total);
  return (
    <div className={styles.pages}>
      <span>
        {t('alarm.page', {
          from: String(offset + 1),
          to: String(last),
          total: String(total),
        })}
      </span>
      <Button
        variant="secondary"
        size="small"
        isDisabled={offset === 0}
        onPress={() => onPage(Math.max(0, offset - PAGE_SIZE))}
      >
        {t('alarm.earlier')}
      </Button>
      <Button
        variant="secondary"
        size="small"
        isDisabled={last >= total}
        onPress={() => onPage(offset + PAGE_SIZE)}
      >
        {t('alarm.later')}
      </Button>
    </div>
  );
}

function AlarmList({ state }: { state: State }) {
  const t = useWords();
  const format = useFormat();
  const [offset, setOffset] = useState(0);
  const reading = useAlarms({ state, limit: PAGE_SIZE, offset });
  const open = state === 'open';
  return (
    <Card className={styles.card}>
      <Offered reading={reading} lines={8}>
        {({ items, totalItems }) =>
          items.length === 0 ? (
            <div className={styles.empty}>
              <Text as="p" weight="bold">
                {t(open ? 'alarm.noneOpen' : 'alarm.noneResolved')}
              </Text>
              {open && (
                <Text as="p" color="secondary">
                  {t('alarm.noneOpenHint')}
                </Text>
              )}
            </div>
          ) : (
            <>
              <AlarmTable
                alarms={items}
                label={t(open ? 'alarm.openTable' : 'alarm.resolvedTable')}
                format={format}
                stale={reading.pending}
                onChanged={reading.reload}
              />
              <Pages offset={offset} total={totalItems} onPage={setOffset} />
            </>
          )
        }
      </Offered>
    </Card>
  );
}

/** Every alarm of the clinics one may see: open ones worst first, resolved ones newest first. */
export function AlarmsPage() {
  const t = useWords();
  return (
    <PageFrame>
      <SectionTabs />
      <div>
        <Text as="h2" variant="title-small" weight="bold">
          {t('alarm.pageTitle')}
        </Text>
        <Text as="p" color="secondary">
          {t('alarm.lead')}
        </Text>
      </div>
      <Tabs>
        <TabList aria-label={t('alarm.pageTitle')}>
          <Tab id="open">{t('alarm.open')}</Tab>
          <Tab id="resolved">{t('alarm.resolved')}</Tab>
        </TabList>
        <TabPanel id="open" className={styles.panel}>
          <AlarmList state="open" />
        </TabPanel>
        <TabPanel id="resolved" className={styles.panel}>
          <AlarmList state="resolved" />
        </TabPanel>
      </Tabs>
    </PageFrame>
  );
}
