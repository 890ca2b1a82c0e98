import { Skeleton } from '@backstage/ui';
import { FLEET_FILTERS } from './useFleetView';
import styles from './FleetFilters.module.css';

/** The filters, groups and order. */
const CHOICES = FLEET_FILTERS.length + 2;

/** Where the filters will stand, as high as they are: the clinics come before them. */
export function FiltersPlace() {
  return (
    <div className={styles.filters} aria-hidden>
      <Skeleton className={styles.search} height={32} />
      <Skeleton className={styles.mine} height={32} />
      {Array.from({ length: CHOICES }, (_, choice) => (
        <Skeleton key={choice} className={styles.filter} height={32} />
      ))}
    </div>
  );
}
