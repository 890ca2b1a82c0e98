import {
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  getEntityRelations,
} from '@backstage/plugin-catalog-react';
import {
  RELATION_SUPPLIES,
  STANDINGS,
  type ClinicRow,
} from '@emr-backup/plugin-emr-backup-common';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { useReading } from '../reading';

/** A clinic that depends on a vendor, and how. */
export type VendorClinic = {
  row: ClinicRow;
  operates: boolean;
  supplies: boolean;
};

/** More clinics than this on one vendor's page would be a list nobody reads. */
const MOST = 200;

/** Clinics whose EMR server the vendor supplies, by the catalog's relations. */
async function suppliedClinicRefs(
  vendor: Entity,
  load: (refs: string[]) => Promise<Array<Entity | undefined>>,
): Promise<string[]> {
  const servers = getEntityRelations(vendor, RELATION_SUPPLIES).map(ref =>
    stringifyEntityRef(ref),
  );
  if (servers.length === 0) return [];
  const entities = await load(servers);
  const refs = entities.flatMap(server =>
    server
      ? getEntityRelations(server, RELATION_PART_OF, { kind: 'clinic' }).map(
          ref => stringifyEntityRef(ref),
        )
      : [],
  );
  return [...new Set(refs)].slice(0, MOST);
}

const worstFirst = (a: VendorClinic, b: VendorClinic) =>
  STANDINGS.indexOf(a.row.standing) - STANDINGS.indexOf(b.row.standing);

/** Every clinic that depends on the vendor, worst first. */
export function useVendorClinics(vendor: Entity) {
  const api = useApi(emrBackupApiRef);
  const catalogApi = useApi(catalogApiRef);
  const vendorRef = stringifyEntityRef(vendor);
  return useReading<VendorClinic[]>({
    key: vendorRef,
    read: async () => {
      const [{ items: operated }, suppliedRefs] = await Promise.all([
        api.getFleet({ operator: vendorRef, limit: MOST }),
        suppliedClinicRefs(vendor, async entityRefs => {
          const { items } = await catalogApi.getEntitiesByRefs({ entityRefs });
          return items;
        }),
      ]);
      const known = new Set(operated.map(({ clinic }) => clinic.ref));
      const others = await Promise.all(
        suppliedRefs
          .filter(ref => !known.has(ref))
          .map(ref => api.getClinic(ref)),
      );
      const clinics = [
        ...operated.map(row => ({
          row,
          operates: true,
          supplies: suppliedRefs.includes(row.clinic.ref),
        })),
        ...others.map(row => ({ row, operates: false, supplies: true })),
      ];
      return clinics.sort(worstFirst);
    },
  });
}
