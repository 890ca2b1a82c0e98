import type { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import { useWords } from '../words';
import styles from './FleetStart.module.css';

const EXAMPLE = `apiVersion: emr-backup/v1
kind: Clinic
metadata:
  name: lakeside-family
  title: Lakeside Family Practice
spec:
  owner: group:default/it-west
  timezone: America/Toronto
---
apiVersion: emr-backup/v1
kind: EmrServer
metadata:
  name: lakeside-oscar
spec:
  owner: group:default/it-west
  clinic: lakeside-family
  product: oscar
---
apiVersion: emr-backup/v1
kind: BackupJob
metadata:
  name: lakeside-nightly
spec:
  owner: group:default/it-west
  server: lakeside-oscar
  schedule: { cron: '1 23 * * *', timezone: America/Toronto }
  copies:
    - { store: montreal-dc, path: 'lakeside/*.enc', offsite: true }
  drill: { every: P30D }`;

/** How to begin, when nothing is registered. */
export function FleetStart({ children }: { children?: ReactNode }) {
  const t = useWords();
  return (
    <div className={styles.start}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('fleet.start.title')}
      </Text>
      <Text as="p" variant="body-medium" color="secondary">
        {t('fleet.start.body')}
      </Text>
      <pre
        className={styles.code}
        aria-label={t('fleet.start.code')}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- text that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <code>{EXAMPLE}</code>
      </pre>
      <div>{children}</div>
    </div>
  );
}
