import type { Alarm } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { CellNote } from '../marks/DataTable';
import { EntityTitle } from '../marks/EntityLink';
import { Pill } from '../marks/Pill';
import { useWords } from '../words';
import { AcknowledgeButton } from './AcknowledgeButton';

/** Who took an alarm upon themselves and why, or the button to do so. */
export function Handling(props: {
  alarm: Alarm;
  format: Format;
  onChanged(): void;
}) {
  const { alarm, format, onChanged } = props;
  const t = useWords();
  const { acknowledged } = alarm;
  if (acknowledged) {
    return (
      <>
        <Pill tone="quiet" shape="disc">
          {t('alarm.acknowledged')}
        </Pill>
        <CellNote>
          {t('alarm.acknowledgedBy', {
            who: <EntityTitle entityRef={acknowledged.by} />,
            when: format.relative(acknowledged.at),
            reason: acknowledged.reason,
          })}
        </CellNote>
      </>
    );
  }
  if (alarm.resolvedAt) return <>—</>;
  return <AcknowledgeButton alarm={alarm} onDone={onChanged} />;
}
