import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useReading } from '../reading';

export const RECORD_DAYS = 90;

/** The success record of a vendor: how the drills of the jobs it operates came out. */
export function useVendorRecord(vendor: Entity) {
  const api = useApi(emrBackupApiRef);
  const ref = stringifyEntityRef(vendor);
  return useReading({
    key: `record ${ref}`,
    read: () => api.getOperatorRecord(ref, { days: RECORD_DAYS }),
  });
}
