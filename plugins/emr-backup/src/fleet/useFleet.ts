import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { FleetPage } from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useDrillSignal, useReading, type Reading } from '../reading';
import { toFleetQuery, type FleetView } from './useFleetView';

/** Asks the backend for clinics of a view; "mine" are those the reader owns, alone or through a group. */
export function useFleetQuestion() {
  const api = useApi(emrBackupApiRef);
  const identityApi = useApi(identityApiRef);
  return async (view: FleetView, limit: number): Promise<FleetPage> => {
    const query = toFleetQuery(view, limit);
    if (!view.mine) return api.getFleet(query);
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    return api.getFleet({ ...query, ownedBy: ownershipEntityRefs.join(',') });
  };
}

/** One page of the clinics a view asks for, read again every so often and after each drill. */
export function useFleet(
  view: FleetView,
  options: { limit: number; everyMs: number },
): Reading<FleetPage> {
  const ask = useFleetQuestion();
  const { layout, ...asked } = view;
  const reading = useReading({
    key: JSON.stringify([asked, options.limit]),
    read: () => ask(view, options.limit),
    everyMs: options.everyMs,
    keep: true,
  });
  useDrillSignal(() => reading.reload());
  return reading;
}
