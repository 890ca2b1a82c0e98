import { useState } from 'react';
import { Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  emrBackupCustodyRecordPermission,
  type CustodyEntry,
  type CustodyLog,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import type { Format } from '../format';
import { CellNote, DataTable, type DataColumn } from '../marks/DataTable';
import { EntityTitle } from '../marks/EntityLink';
import { InfoCard } from '../marks/InfoCard';
import { Pill } from '../marks/Pill';
import { When } from '../marks/When';
import { useJobRef } from '../job/OfJob';
import { useJobFormat } from '../job/useJobFormat';
import { useReading } from '../reading';
import { ActionButton } from '../status/ActionButton';
import { Offered } from '../status/Offered';
import { useWords, type Words } from '../words';
import { CustodyDialog } from './CustodyDialog';

const columnsOf = (format: Format, t: Words): DataColumn<CustodyEntry>[] => [
  {
    id: 'at',
    label: t('custody.at'),
    width: '9rem',
    cell: entry => <When at={entry.at} format={format} as="calendar" capital />,
  },
  {
    id: 'medium',
    label: t('custody.medium'),
    cell: entry => (
      <>
        <strong>{entry.medium}</strong>
        <CellNote>
          {t('custody.wayValue', { from: entry.from, to: entry.to })}
        </CellNote>
        {entry.note && <CellNote>{entry.note}</CellNote>}
      </>
    ),
  },
  {
    id: 'who',
    label: t('custody.who'),
    cell: entry => (
      <>
        {entry.who}
        <CellNote>
          {t('custody.recorded', {
            who: <EntityTitle entityRef={entry.recordedBy} />,
          })}
        </CellNote>
      </>
    ),
  },
];

function Due(props: { log: CustodyLog; format: Format }) {
  const { log, format } = props;
  const t = useWords();
  if (!log.nextDueAt) return null;
  return (
    <Text as="p">
      {log.missed ? (
        <Pill tone="bad" shape="diamond">
          {t('custody.missed')}
        </Pill>
      ) : (
        <Pill tone="quiet" shape="ring">
          {t('custody.inTime')}
        </Pill>
      )}{' '}
      {t('custody.due', { when: format.calendar(log.nextDueAt) })}
    </Text>
  );
}

function Log(props: { jobRef: string; log: CustodyLog; onChanged(): void }) {
  const { jobRef, log, onChanged } = props;
  const t = useWords();
  const format = useJobFormat(jobRef);
  const [recording, setRecording] = useState(false);
  const carried = log.nextDueAt !== null || log.items.length > 0;
  if (!carried) {
    return (
      <div>
        <Text as="p">{t('custody.none')}</Text>
        <Text as="p" variant="body-small" color="secondary">
          {t('custody.noneHint')}
        </Text>
      </div>
    );
  }
  return (
    <>
      <Due log={log} format={format} />
      <DataTable
        label={t('custody.table')}
        columns={columnsOf(format, t)}
        rowHeader="medium"
        items={log.items}
        idOf={({ id }) => id}
        empty={t('custody.empty')}
      />
      <div>
        <ActionButton
          permission={emrBackupCustodyRecordPermission}
          denied={t('custody.denied')}
          onPress={() => setRecording(true)}
        >
          {t('custody.record')}
        </ActionButton>
      </div>
      <CustodyDialog
        jobRef={jobRef}
        isOpen={recording}
        onClose={() => setRecording(false)}
        onRecorded={onChanged}
      />
    </>
  );
}

/** Who carried which medium where, and when the next hand-over is due. */
export function JobCustodyCard() {
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const jobRef = useJobRef();
  const reading = useReading({
    key: `custody ${jobRef}`,
    read: async () => {
      const log = await api.getCustody(jobRef);
      return { ...log, items: [...log.items] };
    },
  });
  return (
    <InfoCard title={t('title.custody')}>
      <Offered reading={reading}>
        {log => <Log jobRef={jobRef} log={log} onChanged={reading.reload} />}
      </Offered>
    </InfoCard>
  );
}
