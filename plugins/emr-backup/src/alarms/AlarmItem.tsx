import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Alarm } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { drillRouteRef } from '../routes';
import { useReadsEnglish, useWords } from '../words';
import { SeverityPill } from './alarmPills';
import { Concerned } from './Concerned';
import { Deliveries } from './Deliveries';
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

/** What an alarm is about: the backend's own words, to who reads another language under its kind. */
export function AlarmTold({ alarm }: { alarm: Alarm }) {
  const t = useWords();
  const readsEnglish = useReadsEnglish();
  if (readsEnglish)
    return (
      <>
        <strong>{alarm.title}</strong>
        <div>{alarm.message}</div>
      </>
    );
  return (
    <>
      <strong>{t(`alarmKind.${alarm.kind}`)}</strong>
      <div lang="en">
        {alarm.title}. {alarm.message}
      </div>
    </>
  );
}

/** One alarm in a list; `whole` also says whom it concerns and who was told. */
export function AlarmItem(props: {
  alarm: Alarm;
  format: Format;
  whole?: boolean;
  onChanged(): void;
}) {
  const { alarm, format, whole, onChanged } = props;
  return (
    <li className={styles.item}>
      <SeverityPill severity={alarm.severity} />
      <div>
        <AlarmTold alarm={alarm} />
        {whole && <Concerned alarm={alarm} />}
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
        {whole && <Deliveries alarm={alarm} format={format} />}
      </div>
      <div className={styles.done}>
        <Handling alarm={alarm} format={format} onChanged={onChanged} />
      </div>
    </li>
  );
}
