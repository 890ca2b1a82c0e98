import { Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import { PageFrame } from '../marks/PageFrame';
import { useWords } from '../words';
import { ClinicForm } from './ClinicForm';
import { CsvImport } from './CsvImport';
import styles from './RegisterPage.module.css';

/** Registering clinics without writing YAML. */
export function RegisterPage() {
  const t = useWords();
  return (
    <PageFrame>
      <Text as="h2" variant="title-small" weight="bold">
        {t('register.title')}
      </Text>
      <Tabs>
        <TabList>
          <Tab id="one">{t('register.one')}</Tab>
          <Tab id="many">{t('register.many')}</Tab>
        </TabList>
        <TabPanel id="one" className={styles.tab}>
          <ClinicForm />
        </TabPanel>
        <TabPanel id="many" className={styles.tab}>
          <CsvImport />
        </TabPanel>
      </Tabs>
    </PageFrame>
  );
}
