import { useApi } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { BaseSearchResultListItemProps } from '@backstage/plugin-search-react/alpha';
import type { Standing } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { StandingPill } from '../marks/pills';
import readable from '../marks/readable.module.css';
import { useReading } from '../reading';
import { useWords } from '../words';
import { entityOfLocation } from './entityOfLocation';
import styles from './SearchItem.module.css';

const KINDS = ['clinic', 'emrserver', 'backupjob', 'vendor'] as const;

/** The standing of a clinic or job; nothing for what has none, or while it is not known. */
function useStanding(kind: string, ref: string): Standing | undefined {
  const api = useApi(emrBackupApiRef);
  return useReading({
    key: ref,
    read: async () => {
      if (kind === 'clinic') return (await api.getClinic(ref)).standing;
      if (kind === 'backupjob') return (await api.getJob(ref)).standing;
      return undefined;
    },
  }).value;
}

/** One of our entities among search results. */
export function SearchItem(props: BaseSearchResultListItemProps) {
  const { result } = props;
  const t = useWords();
  const { kind, ref } = entityOfLocation(result?.location ?? '');
  const standing = useStanding(kind, ref);
  const known = KINDS.find(name => name === kind);
  if (!result) return null;
  return (
    <li className={`${styles.item} ${readable.readable}`}>
      <span className={styles.line}>
        <Link href={result.location} weight="bold" standalone>
          {result.title}
        </Link>
        {standing && <StandingPill standing={standing} />}
      </span>
      <Text as="span" variant="body-small" color="secondary">
        {[known && t(`searchItem.kind.${known}`), result.text]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </li>
  );
}
