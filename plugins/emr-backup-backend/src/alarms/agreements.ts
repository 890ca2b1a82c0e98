import { stringifyEntityRef } from '@backstage/catalog-model';
import type { VendorEntity } from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';
import { dayWords, toInstant } from '../time';
import type { Concern } from './concerns';

/** A new agreement takes weeks; this leaves them. */
const NOTICE_DAYS = 30;

/** Vendors whose agreement ends soon or has ended, while they run backups of these jobs. */
export function agreementConcerns(
  vendors: readonly VendorEntity[],
  jobs: readonly KnownJob[],
  now: Date,
): Concern[] {
  return vendors.flatMap((vendor): Concern[] => {
    const ref = stringifyEntityRef(vendor);
    const own = jobs.filter(job => job.operatedBy === ref);
    const { agreement } = vendor.spec;
    const end = Date.parse(agreement?.expires ?? '');
    const notice = end - NOTICE_DAYS * 86_400_000;
    if (own.length === 0 || !(notice <= now.getTime())) return [];
    const name = vendor.metadata.title ?? vendor.metadata.name;
    const day = dayWords(toInstant(end), 'UTC', now);
    return [
      {
        cause: `vendor:${ref}:agreement`,
        kind: 'agreement-expiring',
        since: toInstant(notice),
        message:
          end > now.getTime()
            ? `The agreement ${agreement?.type} with ${name} ends on ${day}.`
            : `The agreement ${agreement?.type} with ${name} ended on ${day}, and it still runs backups.`,
        store: null,
        drillId: null,
        jobs: own,
      },
    ];
  });
}
