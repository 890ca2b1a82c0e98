import type { Alarm } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { EntityTitle } from '../marks/EntityLink';
import { useWords } from '../words';
import { DeliveryPill } from './alarmPills';
import styles from './Alarms.module.css';

const isRef = (to: string) => /^[a-z]+:[^/]+\/.+$/i.test(to);

/** Who was told of an alarm, by which way, and whether it arrived. */
export function Deliveries(props: { alarm: Alarm; format: Format }) {
  const { alarm, format } = props;
  const t = useWords();
  return (
    <details className={styles.deliveries}>
      <summary>
        {t('alarm.deliveries')} ({format.number(alarm.deliveries.length)})
      </summary>
      {alarm.deliveries.length === 0 && <p>{t('alarm.deliveriesNone')}</p>}
      <ul>
        {alarm.deliveries.map((delivery, index) => (
          <li key={index}>
            <DeliveryPill state={delivery.state} />{' '}
            <span>
              {isRef(delivery.to) ? (
                <EntityTitle entityRef={delivery.to} />
              ) : (
                delivery.to
              )}
              {' · '}
              {t('delivery.line', {
                message: t(`delivery.${delivery.message}`),
                channel: t(`delivery.${delivery.channel}`),
                when: format.relative(delivery.at),
              })}
              {delivery.attempts > 1 &&
                ` · ${t('delivery.attempts', { count: delivery.attempts })}`}
              {delivery.problem && ` · ${delivery.problem}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
