import type { Entity } from '@backstage/catalog-model';

const REGIONS = [
  'Ontario',
  'Québec',
  'British Columbia',
  'Alberta',
  'Manitoba',
];
const OWNERS = ['it-west', 'it-east', 'it-north'];
const VENDORS = ['infomedic', 'cloudmed', 'northern-vault'];

const pick = <T>(list: readonly T[], index: number): T =>
  list[index % list.length];

/** How many clinics the measurement is about. */
export const clinicCount = () => Number(process.env.EMR_BENCH_CLINICS ?? 5000);

export const jobRef = (index: number) => `backupjob:default/job-${index}`;
export const clinicRef = (index: number) => `clinic:default/clinic-${index}`;
export const copyPath = (index: number) => `clinic-${index}/*`;

const entity = (
  kind: string,
  name: string,
  title: string,
  spec: Entity['spec'],
): Entity => ({
  apiVersion: 'emr-backup/v1',
  kind,
  metadata: { name, title, namespace: 'default' },
  spec,
});

/** A clinic, its server and its nightly job. */
export function entitiesOf(index: number): Entity[] {
  const owner = `group:default/${pick(OWNERS, index)}`;
  const name = `Clinic ${String(index).padStart(4, '0')}`;
  return [
    entity('Clinic', `clinic-${index}`, name, {
      owner,
      timezone: 'America/Toronto',
      region: pick(REGIONS, index),
      size: 3 + (index % 9),
    }),
    entity('EmrServer', `server-${index}`, `${name} OSCAR`, {
      owner,
      clinic: `clinic-${index}`,
      product: 'oscar',
      hosting: pick(['on-premise', 'co-location', 'cloud'], index),
    }),
    entity('BackupJob', `job-${index}`, `${name} nightly`, {
      owner,
      server: `server-${index}`,
      operatedBy: `vendor:default/${pick(VENDORS, index)}`,
      schedule: { every: 'P1D' },
      copies: [{ store: 'shelf', path: copyPath(index), offsite: true }],
      objectives: { rpo: 'P1D', rto: 'PT8H' },
      drill: { every: 'P30D' },
    }),
  ];
}
