import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  isBackupJobEntity,
  isClinicEntity,
  isEmrServerEntity,
  isVendorEntity,
  type BackupJobEntity,
  type ClinicEntity,
  type Criticality,
  type DrillPolicy,
  type EmrServerEntity,
} from '@emr-backup/plugin-emr-backup-common';
import { drillingOf, firstCriticality } from './drillPolicyOf';
import type {
  ClinicRecord,
  Inventory,
  JobRecord,
  ServerRecord,
} from './records';

/** What holds for a job that does not say. */
export interface InventoryDefaults {
  timezone: string;
  /** Absent: a job without a rhythm is never due. */
  drills?: Readonly<Record<Criticality, DrillPolicy>>;
}

/** Joins the entities of the four kinds by their refs. */
export function assembleInventory(
  entities: readonly Entity[],
  defaults: InventoryDefaults,
): Inventory {
  const titles = new Map(
    entities.map(entity => [stringifyEntityRef(entity), titleOf(entity)]),
  );
  const clinicEntities = entities.filter(isClinicEntity);
  const clinics = new Map(
    clinicEntities.map(clinic => [stringifyEntityRef(clinic), clinic.spec]),
  );
  const serverEntities = entities.filter(isEmrServerEntity);
  const servers = new Map(
    serverEntities.map(entity => [
      stringifyEntityRef(entity),
      serverRecord(entity),
    ]),
  );
  const jobs = entities
    .filter(isBackupJobEntity)
    .map(entity => jobRecord(entity, { servers, titles, clinics, defaults }));
  const vendors = new Map(
    entities
      .filter(isVendorEntity)
      .map(vendor => [stringifyEntityRef(vendor), titleOf(vendor)]),
  );
  const serversOf = byClinic([...servers.values()]);
  const jobsOf = byClinic(jobs);
  return {
    clinics: clinicEntities.map(entity => {
      const ref = stringifyEntityRef(entity);
      return clinicRecord(entity, {
        servers: serversOf.get(ref) ?? [],
        jobs: jobsOf.get(ref) ?? [],
        vendors,
      });
    }),
    servers: [...servers.values()],
    jobs,
  };
}

function serverRecord(entity: EmrServerEntity): ServerRecord {
  return {
    ref: stringifyEntityRef(entity),
    title: titleOf(entity),
    clinicRef: refOf(entity.spec.clinic, entity, 'Clinic'),
    product: entity.spec.product ?? null,
    hosting: entity.spec.hosting ?? null,
    suppliedBy: refOf(entity.spec.suppliedBy, entity, 'Vendor'),
    criticality: entity.spec.criticality ?? null,
  };
}

function jobRecord(
  entity: BackupJobEntity,
  known: {
    servers: ReadonlyMap<string, ServerRecord>;
    titles: ReadonlyMap<string, string>;
    clinics: ReadonlyMap<string, ClinicEntity['spec']>;
    defaults: InventoryDefaults;
  },
): JobRecord {
  const { spec } = entity;
  const serverRef = refOf(spec.server, entity, 'EmrServer');
  const server = serverRef === null ? undefined : known.servers.get(serverRef);
  const clinicRef = server?.clinicRef ?? null;
  const clinic = clinicRef === null ? undefined : known.clinics.get(clinicRef);
  const criticality = firstCriticality(
    spec.criticality,
    server?.criticality ?? undefined,
    clinic?.criticality,
  );
  const drilling = drillingOf(
    spec.drill,
    { criticality, copies: spec.copies },
    known.defaults.drills,
  );
  return {
    ref: stringifyEntityRef(entity),
    title: titleOf(entity),
    serverRef,
    serverTitle: server?.title ?? serverRef,
    clinicRef,
    clinicTitle:
      clinicRef === null ? null : known.titles.get(clinicRef) ?? clinicRef,
    owner: refOf(spec.owner, entity, 'Group'),
    operatedBy: refOf(spec.operatedBy, entity, 'Vendor'),
    product: server?.product ?? null,
    hosting: server?.hosting ?? null,
    timezone: clinic?.timezone ?? known.defaults.timezone,
    openingHours: clinic?.openingHours ?? null,
    criticality,
    drillFrom: drilling.from,
    spec: { ...spec, drill: drilling.policy },
  };
}

function clinicRecord(
  entity: ClinicEntity,
  known: {
    servers: readonly ServerRecord[];
    jobs: readonly JobRecord[];
    vendors: ReadonlyMap<string, string>;
  },
): ClinicRecord {
  const { servers, jobs } = known;
  const owner = refOf(entity.spec.owner, entity, 'Group');
  const operators = distinct(jobs.map(job => job.operatedBy));
  const suppliers = distinct(servers.map(server => server.suppliedBy));
  const vendors = distinct([...operators, ...suppliers]);
  const products = distinct(servers.map(server => server.product));
  return {
    ref: stringifyEntityRef(entity),
    title: titleOf(entity),
    owner,
    region: entity.spec.region ?? null,
    timezone: entity.spec.timezone,
    size: entity.spec.size ?? null,
    operators,
    suppliers,
    products,
    hostings: distinct(servers.map(server => server.hosting)),
    search: [
      titleOf(entity),
      entity.metadata.name,
      entity.spec.region,
      owner,
      ...products,
      ...vendors,
      ...vendors.map(vendor => known.vendors.get(vendor)),
      ...servers.map(server => server.title),
      ...jobs.map(job => job.title),
    ]
      .filter(Boolean)
      .join('\n')
      .toLocaleLowerCase('en-US'),
  };
}

function byClinic<T extends { clinicRef: string | null }>(
  records: readonly T[],
): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const record of records) {
    if (record.clinicRef === null) continue;
    const group = grouped.get(record.clinicRef);
    if (group) group.push(record);
    else grouped.set(record.clinicRef, [record]);
  }
  return grouped;
}

function titleOf(entity: Entity) {
  return entity.metadata.title ?? entity.metadata.name;
}

function distinct(values: readonly (string | null)[]): string[] {
  return [
    ...new Set(values.filter((value): value is string => value !== null)),
  ];
}

function refOf(
  value: string | undefined,
  from: Entity,
  defaultKind: string,
): string | null {
  if (!value) return null;
  try {
    return stringifyEntityRef(
      parseEntityRef(value, {
        defaultKind,
        defaultNamespace: from.metadata.namespace ?? 'default',
      }),
    );
  } catch {
    // The catalog reports what is wrong with the ref; here the job merely stands alone.
    return null;
  }
}
