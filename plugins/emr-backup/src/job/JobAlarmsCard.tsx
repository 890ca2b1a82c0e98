import { Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { AlarmItem } from '../alarms/AlarmItem';
import { useAlarms } from '../alarms/useAlarms';
import listStyles from '../alarms/Alarms.module.css';
import { InfoCard } from '../marks/InfoCard';
import { alarmsRouteRef } from '../routes';
import { Offered } from '../status/Offered';
import { useWords } from '../words';
import { useJobRef } from './OfJob';
import { useJobFormat } from './useJobFormat';

/** Open alarms of the job, worst first. */
export function JobAlarmsCard() {
  const t = useWords();
  const jobRef = useJobRef();
  const format = useJobFormat(jobRef);
  const reading = useAlarms({ job: jobRef, state: 'open' });
  const all = useRouteRef(alarmsRouteRef);
  return (
    <InfoCard
      title={t('title.alarms')}
      actions={
        all && (
          <Link href={all()} variant="body-small">
            {t('alarm.all')}
          </Link>
        )
      }
    >
      <Offered reading={reading}>
        {({ items }) =>
          items.length === 0 ? (
            <Text as="p">{t('alarm.none')}</Text>
          ) : (
            <ul className={listStyles.list}>
              {items.map(alarm => (
                <AlarmItem
                  key={alarm.id}
                  alarm={alarm}
                  format={format}
                  onChanged={reading.reload}
                />
              ))}
            </ul>
          )
        }
      </Offered>
    </InfoCard>
  );
}
