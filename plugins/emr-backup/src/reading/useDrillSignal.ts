import { useEffect, useRef } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import {
  DRILL_SIGNAL_CHANNEL,
  drillSignalSchema,
  type DrillSignal,
} from '@emr-backup/plugin-emr-backup-common';

/** Calls back whenever the backend says that a drill moved on; silent where signals are not installed. */
export function useDrillSignal(onMove: (signal: DrillSignal) => void) {
  const { lastSignal } = useSignal<JsonObject>(DRILL_SIGNAL_CHANNEL);
  const callback = useRef(onMove);
  callback.current = onMove;
  useEffect(() => {
    if (!lastSignal) return;
    const signal = drillSignalSchema.safeParse(lastSignal);
    if (signal.success) callback.current(signal.data);
  }, [lastSignal]);
}
