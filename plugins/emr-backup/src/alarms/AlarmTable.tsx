import type { Alarm, NamedRef } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import {
  CellNote,
  DataTable,
  LinkLine,
  type DataColumn,
} from '../marks/DataTable';
import { NamedLink } from '../marks/EntityLink';
import { When } from '../marks/When';
import { useWords, type Words } from '../words';
import { AlarmDrillLink } from './AlarmItem';
import { SeverityPill } from './alarmPills';
import { Deliveries } from './Deliveries';
import { Handling } from './Handling';
import styles from './Alarms.module.css';

/** One cause may lie behind hundreds of clinics: a row names the first few. */
const NAMED = 5;

function Concerned({ alarm }: { alarm: Alarm }) {
  const all: NamedRef[] = alarm.clinics.length ? alarm.clinics : alarm.jobs;
  const t = useWords();
  return (
    <>
      {all.slice(0, NAMED).map(entity => (
        <LinkLine key={entity.ref}>
          <NamedLink to={entity} />
        </LinkLine>
      ))}
      {all.length > NAMED && `+${all.length - NAMED}`}
      {alarm.store && (
        <CellNote>{t('alarm.store', { store: alarm.store })}</CellNote>
      )}
    </>
  );
}

function What({ alarm, format }: { alarm: Alarm; format: Format }) {
  const t = useWords();
  return (
    <div className={styles.what}>
      <strong>{alarm.title}</strong>
      <div>{alarm.message}</div>
      <CellNote>{t(`alarmKind.${alarm.kind}`)}</CellNote>
      {alarm.drillId && <AlarmDrillLink id={alarm.drillId} />}
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
    label: t('fleet.column.standing'),
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
  return (
    <DataTable
      label={label}
      columns={columnsOf(format, onChanged, t)}
      rowHeader="what"
      items={alarms}
      idOf={({ id }) => id}
      stale={stale}
    />
  );
}
