import type {
  AlarmDelivery,
  AlarmKind,
} from '@emr-backup/plugin-emr-backup-common';
import type { ConcernedJob } from './concerns';
import { KIND_POLICIES } from './kinds';

/** One place a message goes to. */
export interface Address {
  channel: AlarmDelivery['channel'];
  /** Entity ref, or e-mail address. */
  to: string;
  /** The owner or vendor whose jobs are listed in the message; empty: all of them. */
  concerns: string;
}

/** The e-mail addresses of each vendor's desk, by entity ref. */
export type VendorDesks = ReadonlyMap<string, readonly string[]>;

/** How an address of app-config reads: an e-mail address has an at sign, an entity ref never. */
export const configuredAddress = (to: string): Address => ({
  channel: to.includes('@') ? 'email' : 'notification',
  to,
  concerns: '',
});

/** Who is told first: each owner about the own jobs, each vendor about the jobs it runs. */
export function firstAddresses(
  kind: AlarmKind,
  jobs: readonly ConcernedJob[],
  desks: VendorDesks,
): Address[] {
  const owners = distinct(jobs.map(({ owner }) => owner));
  const vendors = KIND_POLICIES[kind].tellsVendor
    ? distinct(jobs.map(({ operatedBy }) => operatedBy))
    : [];
  return [
    ...owners.map(owner => ({
      channel: 'notification' as const,
      to: owner,
      concerns: owner,
    })),
    ...vendors.flatMap(vendor =>
      (desks.get(vendor) ?? []).map(to => ({
        channel: 'email' as const,
        to,
        concerns: vendor,
      })),
    ),
  ];
}

/** The jobs of an alarm that a message to this address is about. */
export function jobsFor<T extends Pick<ConcernedJob, 'owner' | 'operatedBy'>>(
  { concerns }: Pick<Address, 'concerns'>,
  jobs: readonly T[],
): T[] {
  return jobs.filter(
    ({ owner, operatedBy }) =>
      concerns === '' || owner === concerns || operatedBy === concerns,
  );
}

export const addressKey = ({ channel, to, concerns }: Address): string =>
  JSON.stringify([channel, to, concerns]);

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value): value is string => !!value))];
}
