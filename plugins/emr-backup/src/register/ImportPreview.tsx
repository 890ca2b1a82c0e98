import { RiCheckLine, RiCloseLine } from '@remixicon/react';
import { DataTable, type DataColumn } from '../marks/DataTable';
import { useWords } from '../words';
import type { PreviewRow } from './csvRows';
import styles from './RegisterPage.module.css';

/** More rows would make a page nobody can scroll; faulty ones come first. */
const SHOWN = 200;

/** The rows of a file, those with faults first. */
export function ImportPreview(props: { rows: PreviewRow[]; checked: boolean }) {
  const { rows, checked } = props;
  const t = useWords();
  const columns: DataColumn<PreviewRow>[] = [
    { id: 'row', label: t('register.csv.row'), cell: ({ row }) => row },
    { id: 'clinic', label: t('register.part.Clinic'), cell: r => r.clinic },
    {
      id: 'server',
      label: t('register.part.EmrServer'),
      from: 600,
      cell: r => r.server,
    },
    {
      id: 'job',
      label: t('register.part.BackupJob'),
      from: 800,
      cell: r => r.job,
    },
    {
      id: 'result',
      label: t('register.csv.result'),
      width: '45%',
      cell: row => <RowResult row={row} checked={checked} />,
    },
  ];
  const worstFirst = [...rows].sort(
    (one, other) =>
      Number(other.problems.length > 0) - Number(one.problems.length > 0),
  );
  return (
    <DataTable
      label={t('register.csv.preview')}
      columns={columns}
      rowHeader="clinic"
      items={worstFirst.slice(0, SHOWN)}
      idOf={({ row }) => String(row)}
    />
  );
}

function RowResult(props: { row: PreviewRow; checked: boolean }) {
  const { row, checked } = props;
  const t = useWords();
  if (row.problems.length > 0)
    return (
      <ul className={styles.faults}>
        {row.problems.map(problem => (
          <li key={problem}>
            <RiCloseLine size={16} aria-hidden /> {problem}
          </li>
        ))}
      </ul>
    );
  if (!checked) return <>…</>;
  return (
    <span className={styles.good}>
      <RiCheckLine size={16} aria-hidden /> {t('register.csv.ok')}
    </span>
  );
}
