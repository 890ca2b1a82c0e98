import type {
  BackupJobEntity,
  ClinicEntity,
  EmrServerEntity,
} from '@emr-backup/plugin-emr-backup-common';

const apiVersion = 'emr-backup/v1' as const;

export const clinic = (
  name: string,
  spec: Partial<ClinicEntity['spec']> = {},
): ClinicEntity => ({
  apiVersion,
  kind: 'Clinic',
  metadata: { name, title: `Clinic ${name}` },
  spec: {
    owner: 'group:default/it-west',
    timezone: 'America/Toronto',
    region: 'Ontario',
    ...spec,
  },
});

export const server = (
  name: string,
  clinicName: string,
  spec: Partial<EmrServerEntity['spec']> = {},
): EmrServerEntity => ({
  apiVersion,
  kind: 'EmrServer',
  metadata: { name },
  spec: {
    owner: 'group:default/it-west',
    clinic: clinicName,
    product: 'fake',
    hosting: 'on-premise',
    ...spec,
  },
});

export const job = (
  name: string,
  serverName: string,
  spec: Partial<BackupJobEntity['spec']> = {},
): BackupJobEntity => ({
  apiVersion,
  kind: 'BackupJob',
  metadata: { name, title: `Nightly ${name}` },
  spec: {
    owner: 'group:default/it-west',
    server: serverName,
    operatedBy: 'vendor:default/infomedic',
    schedule: { every: 'P1D' },
    copies: [{ store: 'shelf', path: `${name}/*`, offsite: true }],
    ...spec,
  },
});
