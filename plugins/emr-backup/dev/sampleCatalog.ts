import type { Entity } from '@backstage/catalog-model';
import type { ClinicStatus } from '@emr-backup/plugin-emr-backup-common';

const relation = (type: string, targetRef: string) => ({ type, targetRef });

const entity = (
  kind: string,
  name: string,
  title: string,
  spec: Entity['spec'],
  relations: Entity['relations'] = [],
): Entity => ({
  apiVersion: 'emr-backup/v1',
  kind,
  metadata: { name, title, namespace: 'default' },
  spec,
  relations,
});

const group = (name: string, title: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type: 'team', children: [], profile: { displayName: title } },
  relations: [],
});

const nameOf = (ref: string) => ref.split('/')[1];

function clinicEntities(clinic: ClinicStatus): Entity[] {
  const owner = clinic.owner ?? 'group:default/it-west';
  const owned = [relation('ownedBy', owner)];
  const [job] = clinic.jobs;
  const serverRef = job.server?.ref ?? '';
  const name = nameOf(clinic.clinic.ref);
  return [
    entity(
      'Clinic',
      name,
      clinic.clinic.title,
      {
        owner,
        timezone: clinic.timezone,
        region: clinic.region ?? '',
        size: 6,
      },
      [...owned, relation('hasPart', serverRef)],
    ),
    entity(
      'EmrServer',
      nameOf(serverRef),
      nameOf(serverRef),
      {
        owner,
        clinic: name,
        product: job.product ?? 'oscar',
        version: '19.12',
        hosting: job.hosting ?? 'on-premise',
        database: { engine: 'mariadb', version: '10.5', name: 'oscar_15' },
      },
      [
        ...owned,
        relation('partOf', clinic.clinic.ref),
        relation('protectedBy', job.job.ref),
        relation('suppliedBy', 'vendor:default/infomedic'),
        relation('dependsOn', `resource:default/${name}-firewall`),
      ],
    ),
    entity(
      'BackupJob',
      nameOf(job.job.ref),
      job.job.title,
      {
        owner,
        server: nameOf(serverRef),
        schedule: { every: 'PT4H' },
        copies: [],
      },
      [
        ...owned,
        relation('protects', serverRef),
        ...(job.operatedBy ? [relation('operatedBy', job.operatedBy)] : []),
      ],
    ),
  ];
}

/** The catalog a sample fleet would come from. */
export function sampleCatalog(clinics: ClinicStatus[]): Entity[] {
  return [
    group('it-west', 'IT West'),
    group('it-east', 'IT East'),
    entity(
      'Vendor',
      'infomedic',
      'Infomedic',
      {
        owner: 'group:default/it-west',
        type: 'emr',
        contacts: [
          {
            role: 'help desk',
            name: 'Help desk',
            phone: '+1 416 555 0142',
            email: 'help@infomedic.example',
            hours: '24x7',
          },
          {
            role: 'escalation',
            name: 'Shift lead',
            phone: '+1 416 555 0150',
          },
        ],
        agreement: {
          type: 'PHIPA-agent',
          signed: '2025-02-01',
          expires: '2027-02-01',
        },
      },
      [
        ...clinics
          .filter(({ suppliers }) =>
            suppliers?.includes('vendor:default/infomedic'),
          )
          .map(({ jobs }) => relation('supplies', jobs[0].server?.ref ?? '')),
        ...clinics
          .filter(
            ({ jobs }) => jobs[0].operatedBy === 'vendor:default/infomedic',
          )
          .map(({ jobs }) => relation('operates', jobs[0].job.ref)),
      ],
    ),
    entity('Vendor', 'cloudmed', 'CloudMed', {
      owner: 'group:default/it-west',
      type: 'hosting',
    }),
    entity('Vendor', 'well', 'WELL', {
      owner: 'group:default/it-west',
      type: 'emr',
    }),
    ...clinics.flatMap(clinicEntities),
  ];
}
