import type { Entity } from '@backstage/catalog-model';
import { EMR_API_VERSION } from './constants';

/** An ISO 8601 duration such as `PT4H` or `P30D`. @public */
export type IsoDuration = string;

/** A rhythm: an ISO 8601 interval, or a cron line read in an IANA time zone. @public */
export type Rhythm =
  | { every: IsoDuration }
  | { cron: string; timezone?: string };

/** How much depends on it: decides how often it is drilled when the job does not say. @public */
export const CRITICALITIES = ['high', 'normal', 'low'] as const;
/** How much depends on it. @public */
export type Criticality = (typeof CRITICALITIES)[number];

/** A clinic whose records are protected. @public */
export interface ClinicEntity extends Entity {
  apiVersion: typeof EMR_API_VERSION;
  kind: 'Clinic';
  spec: {
    /** A Group or User: who answers for the clinic's backups. */
    owner: string;
    /** IANA time zone, e.g. `America/Toronto`. */
    timezone: string;
    region?: string;
    /** Number of clinicians. */
    size?: number;
    /** `Mon-Fri 08:00-18:00; Sat 09:00-12:00`: only open hours count toward the freshness of restored records. */
    openingHours?: string;
    /** Of its servers and jobs that do not say themselves. Default: `normal`. */
    criticality?: Criticality;
  };
}

/** Where a server runs. @public */
export const HOSTINGS = ['on-premise', 'co-location', 'cloud', 'saas'] as const;
/** Where a server runs. @public */
export type Hosting = (typeof HOSTINGS)[number];

/** One EMR server of a clinic. @public */
export interface EmrServerEntity extends Entity {
  apiVersion: typeof EMR_API_VERSION;
  kind: 'EmrServer';
  spec: {
    owner: string;
    /** The clinic this server is part of (entity ref, default kind Clinic). */
    clinic: string;
    /** The name of a profile, e.g. `oscar`. */
    product: string;
    version?: string;
    hosting?: Hosting;
    database?: { engine?: string; version?: string; name?: string };
    /** Entity ref, default kind Vendor. */
    suppliedBy?: string;
    dependsOn?: string[];
    /** Of its jobs that do not say themselves. Default: the clinic's. */
    criticality?: Criticality;
  };
}

/** What a copy is. A replica or mirror repeats every mistake at once: it is no backup. @public */
export const COPY_ROLES = ['backup', 'replica', 'mirror'] as const;
/** What a copy is. @public */
export type CopyRole = (typeof COPY_ROLES)[number];

/** How often a medium that staff carry away changes hands. @public */
export type CustodyRhythm = Rhythm & {
  /** How late a hand-over may be before it counts as missed. */
  grace?: IsoDuration;
};

/** A place where a copy of a job's backups lies. @public */
export type BackupCopy = {
  /** The name of a store in app-config. */
  store: string;
  /** A glob inside that store. */
  path: string;
  location?: string;
  offsite?: boolean;
  immutable?: boolean;
  /** Default: `backup`. */
  role?: CopyRole;
  /** What it lies on, e.g. `disk`, `object storage`, `tape`. */
  medium?: string;
  /** Of a medium that staff carry away. */
  custody?: CustodyRhythm;
};

/** Which backup a drill restores. @public */
export const DRILL_PICKS = ['newest', 'random'] as const;
/** Which backup a drill restores. @public */
export type DrillPick = (typeof DRILL_PICKS)[number];

/** When and how a job's backups are drilled. At most one of `every`, `cron` and `after`. @public */
export type DrillPolicy = {
  every?: IsoDuration;
  cron?: string;
  /** A new newest backup makes a drill due. */
  after?: 'each-backup';
  /** Beside `after`: the least time from one drill to the next. Default: `PT1H`. */
  spacing?: IsoDuration;
  timezone?: string;
  /** Local hours in which drills may start, e.g. `20:00-06:00`. */
  window?: string;
  /** Default: `newest`. */
  pick?: DrillPick;
  /** How far back a random backup may have been taken. Default: `P30D`. */
  within?: IsoDuration;
  profile?: string;
  pool?: string;
};

/** A question of the site to the restored copy: one SELECT statement, judged by its first value. @public */
export type SiteCheck = {
  id: string;
  sql: string;
  min?: number;
  max?: number;
  equals?: number | string;
};

/** A made-up text the site planted in its EMR to find it again in the restored copy. Never patient data. @public */
export type Canary = { table: string; column: string; value: string };

/** A backup job that protects one EMR server. @public */
export interface BackupJobEntity extends Entity {
  apiVersion: typeof EMR_API_VERSION;
  kind: 'BackupJob';
  spec: {
    owner: string;
    /** Entity ref, default kind EmrServer. */
    server: string;
    /** Who runs it (entity ref, default kind Vendor). The owner answers for it. */
    operatedBy?: string;
    /** Default: the server's, else the clinic's, else `normal`. */
    criticality?: Criticality;
    schedule: Rhythm;
    grace?: IsoDuration;
    copies: BackupCopy[];
    /** The name of a key in app-config. Never a secret. */
    key?: string;
    objectives?: {
      rpo?: IsoDuration;
      rto?: IsoDuration;
      /** People and hardware time added to the recovery estimate. */
      allowance?: IsoDuration;
    };
    drill?: DrillPolicy;
    checks?: SiteCheck[];
    canaries?: Canary[];
  };
}

/** What a vendor does. @public */
export const VENDOR_TYPES = [
  'emr',
  'backup',
  'hosting',
  'network',
  'hardware',
] as const;
/** What a vendor does. @public */
export type VendorType = (typeof VENDOR_TYPES)[number];

/** One person or desk to call at a vendor. @public */
export type VendorContact = {
  role: string;
  name?: string;
  phone?: string;
  email?: string;
  hours?: string;
};

/** A company that supplies EMRs or runs backups. @public */
export interface VendorEntity extends Entity {
  apiVersion: typeof EMR_API_VERSION;
  kind: 'Vendor';
  spec: {
    owner: string;
    type: VendorType;
    contacts?: VendorContact[];
    agreement?: { type: string; signed?: string; expires?: string };
  };
}
