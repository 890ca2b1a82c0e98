import { useMemo } from 'react';
import type {
  ClinicRow,
  FleetPage,
} from '@emr-backup/plugin-emr-backup-common';
import { useRoomFormat, type Format } from '../format';
import { DataTable, Tight, type DataColumn } from '../marks/DataTable';
import { DayStrip } from '../marks/DayStrip';
import { useWords, type Words } from '../words';
import {
  AgeCell,
  BreachCell,
  ClinicCell,
  NextDrillCell,
  PeopleCell,
  ProvenCell,
  RecoveryCell,
  StandingCell,
} from './clinicCells';
import { GroupHeading, shownGroups } from './groups';
import type { FleetSort, FleetView } from './useFleetView';

/** Hands a cell the format of its own clinic's zone. */
function Zoned(props: { zone: string; children(format: Format): JSX.Element }) {
  return props.children(useRoomFormat(props.zone));
}

const zoned =
  (cell: (row: ClinicRow, format: Format) => JSX.Element) => (row: ClinicRow) =>
    <Zoned zone={row.timezone}>{format => cell(row, format)}</Zoned>;

const columnsOf = (t: Words): DataColumn<ClinicRow>[] => [
  {
    id: 'standing',
    label: t('fleet.column.standing'),
    width: '7rem',
    cell: row => <StandingCell row={row} />,
  },
  {
    id: 'clinic',
    label: t('fleet.column.clinic'),
    width: '15%',
    cell: row => <ClinicCell row={row} />,
  },
  {
    id: 'age',
    label: t('fleet.column.age'),
    width: '8rem',
    cell: zoned((row, format) => (
      <AgeCell age={row.backupAge} format={format} />
    )),
  },
  {
    id: 'strip',
    label: t('fleet.column.strip'),
    width: '11.5rem',
    from: 860,
    cell: zoned((row, format) => (
      <DayStrip cells={row.strip} format={format} />
    )),
  },
  {
    id: 'proven',
    label: t('fleet.column.proven'),
    width: '18%',
    cell: zoned((row, format) => <ProvenCell row={row} format={format} />),
  },
  {
    id: 'data',
    label: t('fleet.column.data'),
    width: '5rem',
    from: 1080,
    cell: zoned((row, format) => (
      <Tight>{format.duration(row.dataAgeSeconds)}</Tight>
    )),
  },
  {
    id: 'recovery',
    label: t('fleet.column.recovery'),
    width: '6.5rem',
    from: 960,
    cell: zoned((row, format) => (
      <RecoveryCell estimate={row.recoveryEstimate} format={format} />
    )),
  },
  {
    id: 'people',
    label: t('fleet.column.people'),
    width: '9%',
    cell: row => <PeopleCell row={row} />,
  },
  {
    id: 'next',
    label: t('fleet.column.next'),
    width: '6rem',
    from: 1140,
    cell: zoned((row, format) => (
      <NextDrillCell at={row.nextDrillAt} format={format} />
    )),
  },
  {
    id: 'breach',
    label: t('fleet.column.breach'),
    width: '7rem',
    cell: zoned((row, format) => (
      <BreachCell at={row.breachAt ?? null} format={format} />
    )),
  },
];

/** The last column tells what the order is about. */
const lastColumn = (sort: FleetSort | undefined) =>
  sort === 'breach' ? 'next' : 'breach';

/** One row a clinic, in the order the backend sends. */
export function FleetTable(props: {
  fleet: FleetPage;
  view: Pick<FleetView, 'sort' | 'group'>;
  stale: boolean;
}) {
  const { fleet, view, stale } = props;
  const { group } = view;
  const t = useWords();
  const columns = useMemo(
    () => columnsOf(t).filter(({ id }) => id !== lastColumn(view.sort)),
    [t, view.sort],
  );
  return (
    <DataTable
      label={t(`fleet.table.${view.sort ?? 'worst'}`)}
      columns={columns}
      rowHeader="clinic"
      items={fleet.items}
      sections={
        group &&
        shownGroups(fleet, group).map(shown => ({
          id: `group ${shown.group.key}`,
          heading: <GroupHeading group={shown.group} by={group} />,
          items: shown.rows,
        }))
      }
      idOf={row => row.clinic.ref}
      stale={stale}
    />
  );
}
