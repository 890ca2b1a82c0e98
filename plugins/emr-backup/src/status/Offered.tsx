import type { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import { EmrBackupApiError } from '@emr-backup/plugin-emr-backup-common';
import { Shown } from '../marks/states';
import type { Reading } from '../reading';
import { useWords } from '../words';

/** An answer of 404 or 501: the backend does not offer this, or not for this entity. */
export const isNotOffered = (problem: Error | undefined) =>
  problem instanceof EmrBackupApiError &&
  (problem.status === 404 || problem.status === 501);

/**
 * Like {@link Shown}, for what an older backend does not offer: a missing
 * endpoint is said calmly and never looks like something broken.
 */
export function Offered<T>(props: {
  reading: Reading<T>;
  lines?: number;
  children(value: T): ReactNode;
}) {
  const { reading, lines, children } = props;
  const t = useWords();
  if (reading.value === undefined && isNotOffered(reading.problem)) {
    return (
      <div>
        <Text as="p">{t('offered.missing')}</Text>
        <Text as="p" variant="body-small" color="secondary">
          {t('offered.missingHint')}
        </Text>
      </div>
    );
  }
  return (
    <Shown reading={reading} lines={lines}>
      {children}
    </Shown>
  );
}
