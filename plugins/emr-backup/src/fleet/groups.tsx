import type {
  ClinicRow,
  FleetGroup,
  FleetPage,
} from '@emr-backup/plugin-emr-backup-common';
import { Text } from '@backstage/ui';
import { useFormat } from '../format';
import { EntityTitle } from '../marks/EntityLink';
import { useWords } from '../words';
import type { FleetGrouping } from './useFleetView';
import styles from './groups.module.css';

/** The key under which the backend counts a clinic; null when it names none. */
export function groupKey(row: ClinicRow, by: FleetGrouping): string | null {
  const keys = {
    owner: row.owner,
    operator: row.operators.join(','),
    region: row.region,
  };
  return keys[by] || null;
}

/** Clinics of one group that stand on this page. */
export type ShownGroup = { group: FleetGroup; rows: ClinicRow[] };

/**
 * The rows of a page under the headings of their groups. A group stands there
 * once, also while the rows of the question before are still in their old order.
 */
export function shownGroups(fleet: FleetPage, by: FleetGrouping): ShownGroup[] {
  const shown = new Map<string | null, ShownGroup>();
  for (const row of fleet.items) {
    const key = groupKey(row, by);
    const known = shown.get(key);
    if (known) known.rows.push(row);
    else shown.set(key, { group: countedGroup(fleet, key), rows: [row] });
  }
  return [...shown.values()];
}

function countedGroup(fleet: FleetPage, key: string | null): FleetGroup {
  return (
    fleet.groups?.find(group => group.key === key) ?? {
      key,
      clinics: 0,
      standings: { failing: 0, overdue: 0, unproven: 0, proven: 0 },
    }
  );
}

/** Whose clinics follow, how many there are over all pages, and how they stand. */
export function GroupHeading(props: { group: FleetGroup; by: FleetGrouping }) {
  const { group, by } = props;
  const t = useWords();
  const format = useFormat();
  const { standings } = group;
  const name = () => {
    if (group.key === null) return t(`fleet.group.nobody${by}`);
    if (by === 'region') return group.key;
    return group.key.split(',').map((ref, index) => (
      <span key={ref}>
        {index > 0 && ', '}
        <EntityTitle entityRef={ref} />
      </span>
    ));
  };
  return (
    <span className={styles.heading}>
      <Text as="span" weight="bold">
        {name()}
      </Text>
      <Text as="span" variant="body-small" color="secondary">
        {t('fleet.clinics', {
          count: group.clinics,
          total: format.number(group.clinics),
        })}
        {' · '}
        {t('fleet.group.standings', {
          failing: format.number(standings.failing ?? 0),
          overdue: format.number(standings.overdue ?? 0),
          unproven: format.number(standings.unproven ?? 0),
          proven: format.number(standings.proven ?? 0),
        })}
      </Text>
    </span>
  );
}
