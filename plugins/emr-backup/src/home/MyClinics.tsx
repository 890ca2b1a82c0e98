import { Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { FleetPage } from '@emr-backup/plugin-emr-backup-common';
import { useFleet } from '../fleet/useFleet';
import { useFormat } from '../format';
import { NamedLink } from '../marks/EntityLink';
import { StandingPill } from '../marks/pills';
import readable from '../marks/readable.module.css';
import { Shown } from '../marks/states';
import { fleetRouteRef } from '../routes';
import { useWords } from '../words';
import styles from './MyClinics.module.css';

/** A widget is read at a glance: those that need somebody, and the way to the rest. */
const MOST = 5;
const REFRESH_MS = 60_000;

function Verdict({ fleet }: { fleet: FleetPage }) {
  const t = useWords();
  const format = useFormat();
  const { totalItems, standings } = fleet;
  const proven = standings.proven ?? 0;
  return (
    <Text as="p" weight="bold">
      {proven === totalItems
        ? t('home.fine', { count: totalItems })
        : t('home.some', {
            proven: format.number(proven),
            total: format.number(totalItems),
          })}
    </Text>
  );
}

function Worst({ fleet }: { fleet: FleetPage }) {
  const t = useWords();
  const worst = fleet.items.filter(({ standing }) => standing !== 'proven');
  if (worst.length === 0) return null;
  return (
    <ul className={styles.worst} aria-label={t('home.worst')}>
      {worst.map(row => (
        <li key={row.clinic.ref}>
          <StandingPill standing={row.standing} />
          <span>
            <NamedLink to={row.clinic} bold />
            <small className={styles.reason}>{row.reasons[0]?.message}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The clinics of the reader and of their groups: how many could be restored, and which not. */
export function MyClinics() {
  const t = useWords();
  const fleetPath = useRouteRef(fleetRouteRef);
  const reading = useFleet(
    { mine: true, search: '', offset: 0 },
    { limit: MOST, everyMs: REFRESH_MS },
  );
  return (
    <div className={`${styles.widget} ${readable.readable}`}>
      <Shown reading={reading} lines={4}>
        {fleet =>
          fleet.totalItems === 0 ? (
            <>
              <Text as="p" weight="bold">
                {t('home.none')}
              </Text>
              <Text as="p" color="secondary">
                {t('home.noneHint')}
              </Text>
            </>
          ) : (
            <>
              <Verdict fleet={fleet} />
              <Worst fleet={fleet} />
              {fleetPath && (
                <Link href={`${fleetPath()}?mine=true`}>{t('home.all')}</Link>
              )}
            </>
          )
        }
      </Shown>
    </div>
  );
}
