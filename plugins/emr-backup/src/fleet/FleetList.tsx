import type { ReactNode } from 'react';
import type { ClinicRow } from '@emr-backup/plugin-emr-backup-common';
import { useFormat } from '../format';
import { DayStrip } from '../marks/DayStrip';
import { StandingPill } from '../marks/pills';
import { useWords } from '../words';
import {
  AgeCell,
  ClinicCell,
  NextDrillCell,
  PeopleCell,
  ProvenCell,
  RecoveryCell,
} from './clinicCells';
import styles from './FleetList.module.css';

function Labelled(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <span className={styles.label}>{props.label}</span>
      {props.children}
    </div>
  );
}

function ClinicItem({ row }: { row: ClinicRow }) {
  const t = useWords();
  const format = useFormat(row.timezone);
  return (
    <li className={styles.clinic}>
      <div className={styles.head}>
        <div>
          <ClinicCell row={row} />
        </div>
        <StandingPill standing={row.standing} />
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
        <Labelled label={t('fleet.column.next')}>
          <NextDrillCell at={row.nextDrillAt} format={format} />
        </Labelled>
      </div>
    </li>
  );
}

/** The fleet on a phone: the same facts, stacked. */
export function FleetList(props: { rows: ClinicRow[] }) {
  const t = useWords();
  return (
    <ul className={styles.list} aria-label={t('fleet.table')}>
      {props.rows.map(row => (
        <ClinicItem key={row.clinic.ref} row={row} />
      ))}
    </ul>
  );
}
