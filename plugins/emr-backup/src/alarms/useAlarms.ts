import { useEffect, useRef } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import {
  ALARM_SIGNAL_CHANNEL,
  type AlarmPage,
  type AlarmQuery,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useReading } from '../reading';

/** Signals come first where they are installed; this is for where they are not. */
const REFRESH_MS = 60_000;

/** Alarms by a query, read again whenever one changes. */
export function useAlarms(query: AlarmQuery) {
  const api = useApi(emrBackupApiRef);
  const reading = useReading<AlarmPage>({
    key: JSON.stringify(query),
    read: () => api.listAlarms(query),
    everyMs: REFRESH_MS,
    keep: true,
  });
  const { lastSignal } = useSignal<JsonObject>(ALARM_SIGNAL_CHANNEL);
  const reload = useRef(reading.reload);
  reload.current = reading.reload;
  useEffect(() => {
    if (lastSignal) reload.current();
  }, [lastSignal]);
  return reading;
}
