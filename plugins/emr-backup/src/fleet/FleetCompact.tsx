import type {
  ClinicRow,
  FleetPage,
} from '@emr-backup/plugin-emr-backup-common';
import { useRoomFormat } from '../format';
import { DayStrip } from '../marks/DayStrip';
import { NamedLink } from '../marks/EntityLink';
import { StandingPill } from '../marks/pills';
import { useStandingWords } from '../marks/Told';
import { useWords } from '../words';
import { BreachCell } from './clinicCells';
import { GroupHeading, shownGroups } from './groups';
import type { FleetView } from './useFleetView';
import styles from './FleetCompact.module.css';

function Line({ row, breach }: { row: ClinicRow; breach: boolean }) {
  const t = useWords();
  const standingWords = useStandingWords();
  const format = useRoomFormat(row.timezone);
  const { ageSeconds, objectiveSeconds, takenAt } = row.backupAge;
  return (
    <li
      className={styles.line}
      title={row.reasons[0] && standingWords(row.reasons[0])}
    >
      <StandingPill standing={row.standing} />
      <span className={styles.name} title={row.clinic.title}>
        <NamedLink to={row.clinic} bold />
      </span>
      <span
        className={styles.age}
        title={takenAt ? format.exact(takenAt) : undefined}
      >
        {ageSeconds === null
          ? t('common.unknown')
          : format.duration(ageSeconds)}
        {ageSeconds !== null && objectiveSeconds !== null && (
          <small>
            {' '}
            {t('common.ofObjective', {
              objective: format.duration(objectiveSeconds),
            })}
          </small>
        )}
      </span>
      <span className={styles.strip}>
        <DayStrip cells={row.strip} format={format} />
      </span>
      {breach && (
        <span className={styles.breach}>
          {row.breachAt ? (
            <BreachCell at={row.breachAt} format={format} />
          ) : (
            '—'
          )}
        </span>
      )}
    </li>
  );
}

function Lines(props: { rows: ClinicRow[]; label: string; breach: boolean }) {
  const { rows, label, breach } = props;
  return (
    <ul
      className={styles.lines}
      aria-label={label}
      style={{ '--half': Math.ceil(rows.length / 2) } as React.CSSProperties}
    >
      {rows.map(row => (
        <Line key={row.clinic.ref} row={row} breach={breach} />
      ))}
    </ul>
  );
}

/** One line a clinic, in two columns: forty of them without scrolling. */
export function FleetCompact(props: {
  fleet: FleetPage;
  view: Pick<FleetView, 'sort' | 'group'>;
}) {
  const { fleet, view } = props;
  const { group } = view;
  const t = useWords();
  const label = t(`fleet.table.${view.sort ?? 'worst'}`);
  const shared = { label, breach: view.sort === 'breach' };
  if (!group) return <Lines rows={fleet.items} {...shared} />;
  return (
    <>
      {shownGroups(fleet, group).map(shown => (
        <section key={shown.group.key} className={styles.group}>
          <h3 className={styles.heading}>
            <GroupHeading group={shown.group} by={group} />
          </h3>
          <Lines rows={shown.rows} {...shared} />
        </section>
      ))}
    </>
  );
}
