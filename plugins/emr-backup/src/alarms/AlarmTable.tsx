import type { Alarm } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import {
  CellNote,
  DataTable,
  LinkLine,
  type DataColumn,
} from '../marks/DataTable';
import { useElementWidth } from '../marks/useElementWidth';
import { When } from '../marks/When';
import { useReadsEnglish, useWords, type Words } from '../words';
import { AlarmDrillLink, AlarmItem, AlarmTold } from './AlarmItem';
import { Concerned } from './Concerned';
import { SeverityPill } from './alarmPills';
import { Deliveries } from './Deliveries';
import { Handling } from './Handling';
import styles from './Alarms.module.css';

function What({ alarm, format }: { alarm: Alarm; format: Format }) {
  const t = useWords();
  const readsEnglish = useReadsEnglish();
  return (
    <div className={styles.what}>
      <AlarmTold alarm={alarm} />
      {readsEnglish && <CellNote>{t(`alarmKind.${alarm.kind}`)}</CellNote>}
      {alarm.drillId && (
        <LinkLine>
          <AlarmDrillLink id={alarm.drillId} />
        </LinkLine>
      )}
      <Deliveries alarm={alarm} format={format} />
    </div>
  );
}

function Since({ alarm, format }: { alarm: Alarm; format: Format }) {
  const t = useWords();
  return (
    <>
      <When at={alarm.firstSeenAt} format={format} />
      <CellNote>
        {alarm.resolvedAt
          ? t('alarm.ended', { when: format.relative(alarm.resolvedAt) })
          : t('alarm.seen', { when: format.relative(alarm.lastSeenAt) })}
      </CellNote>
      {alarm.escalatedAt && (
        <CellNote>
          {t('alarm.escalated', { when: format.relative(alarm.escalatedAt) })}
        </CellNote>
      )}
    </>
  );
}

const columnsOf = (
  format: Format,
  onChanged: () => void,
  t: Words,
): DataColumn<Alarm>[] => [
  {
    id: 'severity',
    label: t('alarm.severity'),
    width: '7rem',
    cell: alarm => <SeverityPill severity={alarm.severity} />,
  },
  {
    id: 'what',
    label: t('alarm.what'),
    cell: alarm => <What alarm={alarm} format={format} />,
  },
  {
    id: 'whom',
    label: t('alarm.whom'),
    cell: alarm => <Concerned alarm={alarm} />,
  },
  {
    id: 'since',
    label: t('alarm.since'),
    width: '10rem',
    cell: alarm => <Since alarm={alarm} format={format} />,
  },
  {
    id: 'handled',
    label: t('alarm.handled'),
    width: '14rem',
    cell: alarm => (
      <Handling alarm={alarm} format={format} onChanged={onChanged} />
    ),
  },
];

/** In pixels: a narrower table would hide who handles an alarm behind a scroll bar. */
const TABLE_FROM = 800;

/** Alarms one a row, with who was told and what was done about it. */
export function AlarmTable(props: {
  alarms: Alarm[];
  label: string;
  format: Format;
  stale?: boolean;
  onChanged(): void;
}) {
  const { alarms, label, format, stale, onChanged } = props;
  const t = useWords();
  const { ref, width } = useElementWidth<HTMLDivElement>();
  return (
    <div ref={ref}>
      {width < TABLE_FROM ? (
        <ul className={styles.list} aria-label={label}>
          {alarms.map(alarm => (
            <AlarmItem
              key={alarm.id}
              alarm={alarm}
              format={format}
              whole
              onChanged={onChanged}
            />
          ))}
        </ul>
      ) : (
        <DataTable
          label={label}
          columns={columnsOf(format, onChanged, t)}
          rowHeader="what"
          items={alarms}
          idOf={({ id }) => id}
          stale={stale}
        />
      )}
    </div>
  );
}
