import { useApi } from '@backstage/frontend-plugin-api';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useReading } from '../reading';

/** Clinics a page; a vendor may have thousands. */
export const VENDOR_PAGE_SIZE = 25;

/** One page of the clinics that depend on the vendor, worst first. */
export function useVendorClinics(vendor: string, offset: number) {
  const api = useApi(emrBackupApiRef);
  return useReading({
    key: `${vendor} ${offset}`,
    read: () => api.getFleet({ vendor, offset, limit: VENDOR_PAGE_SIZE }),
    keep: true,
  });
}
