import { Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  BackupHistory,
  SeenBackup,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import type { Format } from '../format';
import { CellNote, DataTable, type DataColumn } from '../marks/DataTable';
import { InfoCard } from '../marks/InfoCard';
import { Pill } from '../marks/Pill';
import { When } from '../marks/When';
import { useReading } from '../reading';
import { Offered } from '../status/Offered';
import { useWords, type Words } from '../words';
import { HistoryStrip } from './HistoryStrip';
import { useJobRef } from './OfJob';
import { useJobFormat } from './useJobFormat';
import styles from './JobCard.module.css';

const DAYS = 28;
const SHOWN = 100;

function StatePill({ backup }: { backup: SeenBackup }) {
  const t = useWords();
  if (backup.hollow) {
    return (
      <Pill tone="bad" shape="diamond">
        {t('history.hollow')}
      </Pill>
    );
  }
  if (backup.shrunk) {
    return (
      <Pill tone="late" shape="open">
        {t('history.shrunk')}
      </Pill>
    );
  }
  return backup.goneAt ? (
    <Pill tone="quiet" shape="dash">
      {t('history.gone')}
    </Pill>
  ) : (
    <Pill tone="quiet" shape="ring">
      {t('history.present')}
    </Pill>
  );
}

const columnsOf = (format: Format, t: Words): DataColumn<SeenBackup>[] => [
  {
    id: 'taken',
    label: t('history.taken'),
    width: '9rem',
    cell: backup => (
      <When at={backup.takenAt} format={format} as="calendar" capital />
    ),
  },
  {
    id: 'name',
    label: t('history.name'),
    from: 480,
    cell: backup => (
      <>
        <span className={styles.name}>{backup.name}</span>
        <CellNote>
          {[
            backup.store,
            t('history.files', { count: backup.files }),
            backup.goneAt &&
              t('history.goneAt', { when: format.relative(backup.goneAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </CellNote>
      </>
    ),
  },
  {
    id: 'size',
    label: t('history.size'),
    width: '6rem',
    cell: backup => format.bytes(backup.bytes),
  },
  {
    id: 'state',
    label: t('history.state'),
    width: '7rem',
    cell: backup => <StatePill backup={backup} />,
  },
];

function Gaps(props: { gaps: BackupHistory['gaps']; format: Format }) {
  const { gaps, format } = props;
  const t = useWords();
  if (gaps.length === 0) return <Text as="p">{t('history.gapsNone')}</Text>;
  const missed = gaps.reduce((sum, gap) => sum + gap.missed, 0);
  return (
    <div>
      <Text as="p">
        {t('history.gaps', {
          count: gaps.length,
          missed: format.number(missed),
        })}
      </Text>
      <ul className={styles.gaps}>
        {gaps.map(gap => (
          <li key={gap.from}>
            {gap.to
              ? t('history.gap', {
                  from: format.calendar(gap.from),
                  to: format.calendar(gap.to),
                  missed: format.number(gap.missed),
                })
              : t('history.gapNow', {
                  from: format.calendar(gap.from),
                  missed: format.number(gap.missed),
                })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function History(props: { history: BackupHistory; format: Format }) {
  const { history, format } = props;
  const t = useWords();
  if (history.items.length === 0 && history.gaps.length === 0) {
    return (
      <div>
        <Text as="p">{t('history.none', { days: String(DAYS) })}</Text>
        <Text as="p" color="secondary">
          {t('history.noneHint')}
        </Text>
      </div>
    );
  }
  return (
    <>
      <HistoryStrip history={history} days={DAYS} format={format} />
      <Gaps gaps={history.gaps} format={format} />
      <div className={styles.scroll}>
        <DataTable
          label={t('history.table')}
          columns={columnsOf(format, t)}
          rowHeader="taken"
          items={history.items}
          idOf={({ store, path, takenAt }) => `${store}/${path} ${takenAt}`}
        />
      </div>
    </>
  );
}

/** What lay in the drilled copy over four weeks, and when nothing came. */
export function JobHistoryCard() {
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const jobRef = useJobRef();
  const format = useJobFormat(jobRef);
  const reading = useReading({
    key: `history ${jobRef}`,
    read: () => api.getBackupHistory(jobRef, { days: DAYS, limit: SHOWN }),
  });
  return (
    <InfoCard title={t('title.history')}>
      <Offered reading={reading} lines={6}>
        {history => <History history={history} format={format} />}
      </Offered>
    </InfoCard>
  );
}
