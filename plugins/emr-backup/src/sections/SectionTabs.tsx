import useLocation from 'react-use/esm/useLocation';
import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { alarmsRouteRef, fleetRouteRef, planRouteRef } from '../routes';
import { NotPrinted } from '../status/print';
import { useWords } from '../words';
import styles from './SectionTabs.module.css';

/** The way between the clinics, their alarms and the drill plan. */
export function SectionTabs() {
  const t = useWords();
  const { pathname } = useLocation();
  const fleet = useRouteRef(fleetRouteRef);
  const alarms = useRouteRef(alarmsRouteRef);
  const plan = useRouteRef(planRouteRef);
  if (!fleet || !alarms || !plan) return null;
  const sections = [
    { href: fleet(), title: t('sections.fleet') },
    { href: alarms(), title: t('sections.alarms') },
    { href: plan(), title: t('sections.plan') },
  ];
  return (
    <NotPrinted>
      <nav aria-label={t('sections.label')}>
        <ul className={styles.sections}>
          {sections.map(({ href, title }) => {
            const here = pathname?.endsWith(href);
            return (
              <li key={href} className={here ? styles.here : undefined}>
                <Link
                  href={href}
                  standalone
                  aria-current={here ? 'page' : undefined}
                >
                  {title}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
    </NotPrinted>
  );
}
