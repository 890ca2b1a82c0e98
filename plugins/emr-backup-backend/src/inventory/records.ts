import type {
  BackupJobEntity,
  Criticality,
} from '@emr-backup/plugin-emr-backup-common';

/** A clinic as the catalog describes it. */
export interface ClinicRecord {
  ref: string;
  title: string;
  owner: string | null;
  region: string | null;
  timezone: string;
  size: number | null;
  /** Everything the text search looks at, in lower case. */
  search: string;
  operators: string[];
  /** Vendors of its EMR servers. */
  suppliers: string[];
  hostings: string[];
  products: string[];
}

/** An EMR server as the catalog describes it. */
export interface ServerRecord {
  ref: string;
  title: string;
  clinicRef: string | null;
  product: string | null;
  hosting: string | null;
  suppliedBy: string | null;
  criticality: Criticality | null;
}

/** A backup job with what it inherits from its server and clinic. */
export interface JobRecord {
  ref: string;
  title: string;
  serverRef: string | null;
  serverTitle: string | null;
  clinicRef: string | null;
  clinicTitle: string | null;
  owner: string | null;
  operatedBy: string | null;
  product: string | null;
  hosting: string | null;
  timezone: string;
  /** The clinic's, as it writes them. */
  openingHours: string | null;
  criticality: Criticality;
  /** Whose rhythm `spec.drill` holds; null when it holds none. */
  drillFrom: 'entity' | 'default' | null;
  /** As the entity has it, with the default rhythm in `drill` where it has none. */
  spec: BackupJobEntity['spec'];
}

/** A job with when it was first seen. */
export interface KnownJob extends JobRecord {
  firstSeenAt: string;
  /** Changes whenever the catalog says something new of it. */
  fingerprint: string | null;
}

/** Everything the catalog says about backups. */
export interface Inventory {
  clinics: ClinicRecord[];
  servers: ServerRecord[];
  jobs: JobRecord[];
}
