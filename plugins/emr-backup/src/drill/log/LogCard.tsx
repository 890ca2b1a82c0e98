import { useState } from 'react';
import { Button, Text } from '@backstage/ui';
import type {
  DrillDetail,
  DrillLogLine,
} from '@emr-backup/plugin-emr-backup-common';
import { useFormat, type Format } from '../../format';
import { InfoCard } from '../../marks/InfoCard';
import { Offered } from '../../status/Offered';
import { NotPrinted } from '../../status/print';
import { useClipboard } from '../../status/useClipboard';
import { useSaid, useWords } from '../../words';
import { lineText } from './lineText';
import { LogLines } from './LogLines';
import { useDrillLog } from './useDrillLog';
import styles from './LogCard.module.css';

/** The lines as a text that can be sent to whoever helps: each with its exact time. */
function CopyLog(props: { lines: DrillLogLine[]; format: Format }) {
  const { lines, format } = props;
  const t = useWords();
  const said = useSaid();
  const { copy, told } = useClipboard();
  const text = () =>
    lines
      .map(line =>
        [
          line.at,
          line.level.padEnd(5),
          (line.phase ?? '').padEnd(6),
          lineText(line, format, said) ?? line.message,
        ].join(' '),
      )
      .join('\n');
  return (
    <NotPrinted>
      <div className={styles.copy}>
        <Text as="span" variant="body-small" color="secondary" role="status">
          {told && t(told)}
        </Text>
        <Button
          size="small"
          variant="secondary"
          aria-label={`${t('command.copy')}: ${t('drillLog.title')}`}
          onPress={() => copy(text())}
        >
          {t('command.copy')}
        </Button>
      </div>
    </NotPrinted>
  );
}

function Log(props: { drill: DrillDetail; zone: string }) {
  const { drill, zone } = props;
  const t = useWords();
  const format = useFormat(zone);
  const reading = useDrillLog(drill);
  const over = drill.state === 'finished';
  return (
    <Offered reading={reading} lines={6}>
      {lines =>
        lines.length === 0 ? (
          <Text as="p" color="secondary">
            {t(over ? 'drillLog.none' : 'drillLog.waiting')}
          </Text>
        ) : (
          <>
            <LogLines lines={lines} live={!over} format={format} zone={zone} />
            <CopyLog lines={lines} format={format} />
          </>
        )
      }
    </Offered>
  );
}

/** What the drill did, line by line: open while it runs, folded in a report, printed when it is open. */
export function LogCard(props: { drill: DrillDetail; zone?: string }) {
  const { drill, zone = 'local' } = props;
  const t = useWords();
  const [open, setOpen] = useState(drill.state !== 'finished');
  return (
    <div className={open ? styles.log : `${styles.log} ${styles.folded}`}>
      <InfoCard
        title={t('drillLog.title')}
        actions={
          <NotPrinted>
            <Button
              size="small"
              variant="tertiary"
              aria-expanded={open}
              onPress={() => setOpen(!open)}
            >
              {t(open ? 'drillLog.hide' : 'drillLog.show')}
            </Button>
          </NotPrinted>
        }
      >
        {open ? (
          <Log drill={drill} zone={zone} />
        ) : (
          <Text as="p" color="secondary">
            {t('drillLog.label')}
          </Text>
        )}
      </InfoCard>
    </div>
  );
}
