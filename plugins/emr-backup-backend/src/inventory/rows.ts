import { firstCriticality } from './drillPolicyOf';
import type { KnownJob } from './records';

/** A row of `emr_jobs`. */
export interface JobRow {
  ref: string;
  title: string;
  server_ref: string | null;
  server_title: string | null;
  clinic_ref: string | null;
  clinic_title: string | null;
  owner: string | null;
  operated_by: string | null;
  product: string | null;
  hosting: string | null;
  timezone: string;
  opening_hours: string | null;
  criticality: string | null;
  drill_from: 'entity' | 'default' | null;
  fingerprint: string | null;
  spec: string;
  first_seen_at: string;
  gone_at: string | null;
}

/** A row of `emr_clinics`. */
export interface ClinicDbRow {
  ref: string;
  title: string;
  owner: string | null;
  region: string | null;
  timezone: string;
  size: number | null;
  search: string;
  operators: string;
  suppliers: string;
  hostings: string;
  products: string;
  standing: string;
  standing_rank: number;
  backup_taken_at: string;
  breach_at: string | null;
  first_seen_at: string;
  gone_at: string | null;
}

export const jobOfRow = (row: JobRow): KnownJob => ({
  ref: row.ref,
  title: row.title,
  serverRef: row.server_ref,
  serverTitle: row.server_title,
  clinicRef: row.clinic_ref,
  clinicTitle: row.clinic_title,
  owner: row.owner,
  operatedBy: row.operated_by,
  product: row.product,
  hosting: row.hosting,
  timezone: row.timezone,
  openingHours: row.opening_hours,
  criticality: firstCriticality(row.criticality ?? undefined),
  drillFrom: row.drill_from,
  spec: JSON.parse(row.spec),
  firstSeenAt: row.first_seen_at,
  fingerprint: row.fingerprint,
});

/** A list in one column, with a border on both sides of each item so that one LIKE finds a whole item. */
export const packList = (items: readonly string[]): string =>
  items.length ? `|${items.join('|')}|` : '';

export const unpackList = (packed: string): string[] =>
  packed.split('|').filter(Boolean);
