import { Skeleton } from '@backstage/ui';
import {
  STANDINGS,
  type FleetPage,
  type Standing,
} from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { StandingPill } from '../marks/pills';
import { useWords } from '../words';
import styles from './FleetTotals.module.css';

/** Four totals; each filters the table, and pressed again lets go. */
export function FleetTotals(props: {
  standings: FleetPage['standings'] | undefined;
  chosen: Standing | undefined;
  onChoose(standing: Standing | undefined): void;
  format: Format;
}) {
  const { standings, chosen, onChoose, format } = props;
  const t = useWords();
  return (
    <div className={styles.totals} role="group" aria-label={t('fleet.totals')}>
      {STANDINGS.map(standing => (
        <button
          key={standing}
          type="button"
          className={styles.total}
          aria-pressed={chosen === standing}
          onClick={() => onChoose(chosen === standing ? undefined : standing)}
        >
          <span className={styles.number}>
            {standings ? (
              format.number(standings[standing] ?? 0)
            ) : (
              <Skeleton width={24} height={24} />
            )}
          </span>
          <span className={styles.words}>
            <StandingPill standing={standing} />
            <span className={styles.hint}>
              {t(`standing.${standing}.hint`)}
            </span>
          </span>
        </button>
      ))}
    </div>
  );
}
