import type { ReactNode } from 'react';
import type {
  ClinicRow,
  FleetPage,
} from '@emr-backup/plugin-emr-backup-common';
import { useRoomFormat } from '../format';
import { DayStrip } from '../marks/DayStrip';
import { useWords } from '../words';
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
import type { FleetView } from './useFleetView';
import styles from './FleetList.module.css';

function Labelled(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <span className={styles.label}>{props.label}</span>
      {props.children}
    </div>
  );
}

function ClinicItem({ row, breach }: { row: ClinicRow; breach: boolean }) {
  const t = useWords();
  const format = useRoomFormat(row.timezone);
  return (
    <li className={styles.clinic}>
      <div className={styles.head}>
        <div>
          <ClinicCell row={row} />
        </div>
        <div>
          <StandingCell row={row} />
        </div>
      </div>
      <DayStrip cells={row.strip} format={format} />
      <div className={styles.cells}>
        <Labelled label={t('fleet.column.age')}>
          <AgeCell age={row.backupAge} format={format} />
        </Labelled>
        <Labelled label={t('fleet.column.recovery')}>
          <RecoveryCell estimate={row.recoveryEstimate} format={format} />
        </Labelled>
      </div>
      <Labelled label={t('fleet.column.proven')}>
        <ProvenCell row={row} format={format} />
      </Labelled>
      <div className={styles.cells}>
        <Labelled label={t('fleet.column.people')}>
          <PeopleCell row={row} />
        </Labelled>
        {breach ? (
          <Labelled label={t('fleet.column.breach')}>
            <BreachCell at={row.breachAt ?? null} format={format} />
          </Labelled>
        ) : (
          <Labelled label={t('fleet.column.next')}>
            <NextDrillCell at={row.nextDrillAt} format={format} />
          </Labelled>
        )}
      </div>
    </li>
  );
}

function Clinics(props: { rows: ClinicRow[]; label: string; breach: boolean }) {
  return (
    <ul className={styles.list} aria-label={props.label}>
      {props.rows.map(row => (
        <ClinicItem key={row.clinic.ref} row={row} breach={props.breach} />
      ))}
    </ul>
  );
}

/** The fleet on a phone: the same facts, stacked. */
export function FleetList(props: {
  fleet: FleetPage;
  view: Pick<FleetView, 'sort' | 'group'>;
}) {
  const { fleet, view } = props;
  const { group } = view;
  const t = useWords();
  const label = t(`fleet.table.${view.sort ?? 'worst'}`);
  const shared = { label, breach: view.sort === 'breach' };
  if (!group) return <Clinics rows={fleet.items} {...shared} />;
  return (
    <>
      {shownGroups(fleet, group).map(shown => (
        <section key={shown.group.key}>
          <h3 className={styles.groupHeading}>
            <GroupHeading group={shown.group} by={group} />
          </h3>
          <Clinics rows={shown.rows} {...shared} />
        </section>
      ))}
    </>
  );
}
