import type { ClinicRow } from '@emr-backup/plugin-emr-backup-common';
import type { Words } from '../words';
import { csvText, type CsvCell } from './csv';

const whole = (seconds: number | null) =>
  seconds === null ? null : Math.round(seconds);

/** The columns of the export; instants are ISO 8601 in UTC, durations whole seconds. */
const COLUMNS = {
  clinic: row => row.clinic.title,
  ref: row => row.clinic.ref,
  standing: (row, t) => t(`standing.${row.standing}.word`),
  reasons: row => row.reasons.map(({ message }) => message).join(' '),
  owner: row => row.owner,
  operators: row => row.operators.join(' '),
  region: row => row.region,
  timezone: row => row.timezone,
  products: row => row.products.join(' '),
  hostings: row => row.hostings.join(' '),
  takenAt: row => row.backupAge.takenAt,
  age: row => whole(row.backupAge.ageSeconds),
  objective: row => whole(row.backupAge.objectiveSeconds),
  provenAt: row => row.lastProven?.at,
  checks: row => row.lastProven?.checks,
  dataAge: row => whole(row.dataAgeSeconds),
  recovery: row => whole(row.recoveryEstimate.seconds),
  rto: row => whole(row.recoveryEstimate.rtoSeconds),
  breachAt: row => row.breachAt,
  nextDrillAt: row => row.nextDrillAt,
  alarms: row => row.openAlarms,
} as const satisfies Record<string, (row: ClinicRow, t: Words) => CsvCell>;

type Column = keyof typeof COLUMNS;

/** The fleet as a spreadsheet reads it, with a mark in front so that it sees UTF-8. */
export function fleetCsv(rows: readonly ClinicRow[], t: Words): string {
  const columns = Object.keys(COLUMNS) as Column[];
  const cells: Record<Column, (row: ClinicRow, words: Words) => CsvCell> =
    COLUMNS;
  return `\uFEFF${csvText([
    columns.map(column => t(`fleet.csv.${column}`)),
    ...rows.map(row => columns.map(column => cells[column](row, t))),
  ])}`;
}
