import { useState } from 'react';
import { Alert, Text, TextField } from '@backstage/ui';
import { DateTime } from 'luxon';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  emrBackupDrillSchedulePermission,
  type DrillHold,
  type DrillSchedule,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { NextDrillCell } from '../fleet/clinicCells';
import type { Format } from '../format';
import { EntityTitle } from '../marks/EntityLink';
import { Facts } from '../marks/Facts';
import { InfoCard } from '../marks/InfoCard';
import { Pill } from '../marks/Pill';
import { useReading, type Reading } from '../reading';
import { ActionButton } from '../status/ActionButton';
import { Offered } from '../status/Offered';
import { ReasonDialog } from '../status/ReasonDialog';
import { useAction } from '../status/useAction';
import { useWords } from '../words';
import { useJobRef } from './OfJob';
import { rhythmWords } from './rhythmWords';
import { useJobFormat } from './useJobFormat';
import styles from './JobCard.module.css';

function Hold(props: { hold: DrillHold; word: string; format: Format }) {
  const { hold, word, format } = props;
  const t = useWords();
  return (
    <div className={styles.hold}>
      <Pill tone="late" shape="dash">
        {word}
      </Pill>
      <Text as="p" variant="body-small">
        {t('schedule.hold', {
          who: <EntityTitle entityRef={hold.by} />,
          when: format.relative(hold.at),
          reason: hold.reason,
        })}
        {' ('}
        {hold.until
          ? t('schedule.until', { when: format.calendar(hold.until) })
          : t('schedule.untilResumed')}
        )
      </Text>
    </div>
  );
}

/** A day to come in the job's zone, as the instant it ends at; undefined when it is none. */
export function endOfDay(day: string, zone: string): string | undefined {
  const end = DateTime.fromFormat(day.trim(), 'yyyy-MM-dd', { zone }).endOf(
    'day',
  );
  return end.isValid && end > DateTime.now()
    ? end.toUTC().toISO() ?? undefined
    : undefined;
}

function PauseDialog(props: {
  jobRef: string;
  zone: string;
  isOpen: boolean;
  onClose(): void;
  onDone(): void;
}) {
  const { jobRef, zone, isOpen, onClose, onDone } = props;
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const [day, setDay] = useState('');
  return (
    <ReasonDialog
      isOpen={isOpen}
      title={t('schedule.pauseTitle')}
      lead={t('schedule.pauseLead')}
      confirm={t('schedule.pause')}
      onClose={onClose}
      onConfirm={async reason => {
        const until = day.trim() ? endOfDay(day, zone) : undefined;
        if (day.trim() && !until) throw new Error(t('schedule.badDay'));
        await api.pauseDrills(jobRef, { reason, ...(until && { until }) });
        setDay('');
        onDone();
      }}
    >
      <TextField
        label={t('schedule.pauseUntil')}
        description={t('schedule.pauseUntilHint')}
        value={day}
        onChange={setDay}
      />
    </ReasonDialog>
  );
}

function Actions(props: {
  jobRef: string;
  schedule: DrillSchedule;
  onChanged(): void;
}) {
  const { jobRef, schedule, onChanged } = props;
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const [asking, setAsking] = useState<'pause' | 'skip'>();
  const resume = useAction(async () => {
    await api.resumeDrills(jobRef);
    onChanged();
  });
  const guard = {
    permission: emrBackupDrillSchedulePermission,
    denied: t('schedule.denied'),
  };
  const close = () => setAsking(undefined);
  return (
    <>
      <div className={styles.actions}>
        {schedule.paused || schedule.skipped ? (
          <ActionButton
            {...guard}
            pending={resume.pending}
            onPress={() => resume.run(undefined)}
          >
            {t('schedule.resume')}
          </ActionButton>
        ) : (
          <>
            <ActionButton {...guard} onPress={() => setAsking('pause')}>
              {t('schedule.pause')}
            </ActionButton>
            <ActionButton {...guard} onPress={() => setAsking('skip')}>
              {t('schedule.skip')}
            </ActionButton>
          </>
        )}
      </div>
      {resume.problem && (
        <Alert
          status="danger"
          role="alert"
          title={t('schedule.failed')}
          description={resume.problem.message}
        />
      )}
      <PauseDialog
        jobRef={jobRef}
        zone={schedule.timezone}
        isOpen={asking === 'pause'}
        onClose={close}
        onDone={onChanged}
      />
      <ReasonDialog
        isOpen={asking === 'skip'}
        title={t('schedule.skipTitle')}
        lead={t('schedule.skipLead')}
        confirm={t('schedule.skip')}
        onClose={close}
        onConfirm={async reason => {
          await api.skipDrill(jobRef, reason);
          onChanged();
        }}
      />
    </>
  );
}

function Schedule(props: {
  jobRef: string;
  schedule: DrillSchedule;
  reading: Reading<DrillSchedule>;
}) {
  const { jobRef, schedule, reading } = props;
  const t = useWords();
  const format = useJobFormat(jobRef);
  const { paused, skipped } = schedule;
  return (
    <>
      {paused && (
        <Hold hold={paused} word={t('schedule.paused')} format={format} />
      )}
      {skipped && (
        <Hold hold={skipped} word={t('schedule.skipped')} format={format} />
      )}
      <Facts
        facts={[
          {
            name: t('schedule.rhythm'),
            value: `${rhythmWords(schedule, format, t)} (${t(
              schedule.from === 'entity'
                ? 'schedule.fromEntity'
                : 'schedule.fromDefault',
            )})`,
          },
          {
            name: t('schedule.window'),
            value: schedule.window
              ? t('schedule.windowValue', {
                  window: schedule.window,
                  zone: schedule.timezone,
                })
              : t('schedule.anyTime'),
          },
          { name: t('schedule.pool'), value: schedule.pool },
          {
            name: t('schedule.next'),
            value: <NextDrillCell at={schedule.nextDrillAt} format={format} />,
          },
        ]}
      />
      <Actions jobRef={jobRef} schedule={schedule} onChanged={reading.reload} />
    </>
  );
}

/** When a job is drilled, and the buttons that hold or free it. */
export function JobScheduleCard() {
  const t = useWords();
  const api = useApi(emrBackupApiRef);
  const jobRef = useJobRef();
  const reading = useReading({
    key: `schedule ${jobRef}`,
    read: async () => ({ ...(await api.getSchedule(jobRef)) }),
  });
  return (
    <InfoCard title={t('title.schedule')}>
      <Offered reading={reading}>
        {schedule => (
          <Schedule jobRef={jobRef} schedule={schedule} reading={reading} />
        )}
      </Offered>
    </InfoCard>
  );
}
