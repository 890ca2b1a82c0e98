import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import { PageFrame } from '../marks/PageFrame';
import { useWords } from '../words';
import { ClinicForm } from './ClinicForm';
import type { ClinicDraft } from './clinicDraft';
import { CsvImport } from './CsvImport';
import { RegisteredList } from './RegisteredList';
import { useStoring } from './useStoring';
import styles from './RegisterPage.module.css';

/** Registering clinics without writing YAML. */
export function RegisterPage() {
  const t = useWords();
  const { permitted } = useStoring();
  const [tab, setTab] = useState('one');
  const [editing, setEditing] = useState<{
    draft: ClinicDraft;
    ref: string;
  }>();
  return (
    <PageFrame>
      <Text as="h2" variant="title-small" weight="bold">
        {t('register.title')}
      </Text>
      <Tabs selectedKey={tab} onSelectionChange={key => setTab(String(key))}>
        <TabList>
          <Tab id="one">{t('register.one')}</Tab>
          <Tab id="many">{t('register.many')}</Tab>
          {permitted?.allowed && <Tab id="kept">{t('register.kept.tab')}</Tab>}
        </TabList>
        <TabPanel id="one" className={styles.tab}>
          <ClinicForm key={editing?.ref} initial={editing?.draft} />
        </TabPanel>
        <TabPanel id="many" className={styles.tab}>
          <CsvImport />
        </TabPanel>
        <TabPanel id="kept" className={styles.tab}>
          <RegisteredList
            onChange={(draft, ref) => {
              setEditing({ draft, ref });
              setTab('one');
            }}
          />
        </TabPanel>
      </Tabs>
    </PageFrame>
  );
}
