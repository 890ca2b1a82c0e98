import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Alarm } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { drillRouteRef } from '../routes';
import { useWords } from '../words';
import { SeverityPill } from './alarmPills';
import { Handling } from './Handling';
import styles from './Alarms.module.css';

/** The drill that showed an alarm. */
export function AlarmDrillLink({ id }: { id: string }) {
  const t = useWords();
  const route = useRouteRef(drillRouteRef);
  return route ? (
    <Link href={route({ id })} variant="body-small">
      {t('alarm.drill')}
    </Link>
  ) : null;
}

/** One alarm in a list on a card. */
export function AlarmItem(props: {
  alarm: Alarm;
  format: Format;
  onChanged(): void;
}) {
  const { alarm, format, onChanged } = props;
  return (
    <li className={styles.item}>
      <SeverityPill severity={alarm.severity} />
      <div>
        <strong>{alarm.title}</strong>
        <div>{alarm.message}</div>
        <span className={styles.note}>
          <time
            dateTime={alarm.firstSeenAt}
            title={format.exact(alarm.firstSeenAt)}
          >
            {format.relative(alarm.firstSeenAt)}
          </time>
          {alarm.drillId && (
            <>
              {' · '}
              <AlarmDrillLink id={alarm.drillId} />
            </>
          )}
        </span>
      </div>
      <div className={styles.done}>
        <Handling alarm={alarm} format={format} onChanged={onChanged} />
      </div>
    </li>
  );
}
