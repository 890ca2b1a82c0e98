import { useRef } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  DrillDetail,
  DrillLogLine,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../../api/emrBackupApiRef';
import { useReading, type Reading } from '../../reading';

/** Runners write once a second; asking more often brings nothing. */
const WATCH_MS = 1500;

/** The log of one drill, which grows while it runs: only what is new is asked for. */
export function useDrillLog({
  id,
  state,
}: Pick<DrillDetail, 'id' | 'state'>): Reading<DrillLogLine[]> {
  const api = useApi(emrBackupApiRef);
  const lines = useRef<DrillLogLine[]>([]);
  const lastNumber = () => lines.current.at(-1)?.number ?? 0;
  const over = state === 'finished';
  return useReading<DrillLogLine[]>({
    // Once more when it is over: the last lines came after the last look.
    key: `${id} ${over}`,
    keep: true,
    read: async () => {
      const { items } = await api.getDrillLog(id, { after: lastNumber() });
      const known = lastNumber();
      const fresh = items.filter(({ number }) => number > known);
      if (fresh.length > 0) lines.current = [...lines.current, ...fresh];
      return lines.current;
    },
    everyMs: over ? null : WATCH_MS,
  });
}
