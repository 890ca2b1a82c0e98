import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isVendorEntity,
  type VendorEntity,
} from '@emr-backup/plugin-emr-backup-common';
import type { VendorDesks } from './addresses';

/** Roles of the contacts that are written to about an alarm. */
const ROLES = ['escalation', 'backup'];

/** The catalog is asked so often; a changed address is used that much later. */
const FRESH_MS = 60_000;

/** The vendors of the catalog and the addresses of those who answer for alarms there. */
export class VendorContacts {
  #vendors: VendorEntity[] = [];
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly options: {
      catalog: CatalogService;
      auth: AuthService;
      logger: LoggerService;
    },
  ) {}

  /** While the catalog cannot be read, what it last said. */
  async vendors(now: Date): Promise<readonly VendorEntity[]> {
    if (now.getTime() - this.#readAt < FRESH_MS) return this.#vendors;
    const { catalog, auth, logger } = this.options;
    try {
      const credentials = await auth.getOwnServiceCredentials();
      const { items } = await catalog.getEntities(
        { filter: { kind: 'Vendor' } },
        { credentials },
      );
      this.#vendors = items.filter(isVendorEntity);
      this.#readAt = now.getTime();
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      logger.warn(`The vendors of the catalog could not be read (${kind}).`);
    }
    return this.#vendors;
  }

  async desks(now: Date): Promise<VendorDesks> {
    return new Map(
      (await this.vendors(now)).map(vendor => [
        stringifyEntityRef(vendor),
        addressesOf(vendor),
      ]),
    );
  }
}

function addressesOf({ spec }: VendorEntity): string[] {
  const addresses = (spec.contacts ?? [])
    .filter(({ role }) => ROLES.includes(role))
    .map(({ email }) => email?.trim() ?? '')
    .filter(email => /^[^\s@,;<>]+@[^\s@,;<>]+$/.test(email));
  return [...new Set(addresses)];
}
