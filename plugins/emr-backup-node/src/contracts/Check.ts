import type {
  CheckResult,
  DrillReport,
  RestoreTier,
} from '@emr-backup/plugin-emr-backup-common';
import type {
  LoadResult,
  RestoredSchema,
  ScratchServer,
} from './RestoreEngine';
import type { DocumentIndex } from './DocumentIndex';
import type { Profile } from './Profile';

/** Everything a check may look at. @public */
export interface CheckContext {
  /** How much was restored: a check that this cannot answer is a `skip` with the reason. */
  tier: RestoreTier;
  server: ScratchServer;
  schema: RestoredSchema;
  loads: readonly LoadResult[];
  profile: Profile;
  /** True when the profile was recognised from the tables and not named. */
  recognised: boolean;
  /** Exact rows per table name of the profile's databases. */
  rowCounts: ReadonlyMap<string, number>;
  /** Null when the artifact held no documents and none were given. */
  documents: DocumentIndex | null;
  /** Report of the last passed drill. */
  baseline: DrillReport | null;
  /** Instant against which freshness is judged, ISO: the drill time, or the moment the backup claims to be from. */
  asOf: string;
  /** Drill time, ISO: the data age is measured from it. */
  drillTime: string;
  /** Recovery point objective in seconds. */
  rpoSeconds: number;
  /** IANA zone of the clinic's wall clock, or a fixed offset. */
  timezone: string;
  /** Salt for identity digests; the same for all drills of one job. */
  identitySalt: string;
  /** Opening hours such as `Mon-Fri 08:00-18:00`, when known. */
  openingHours?: string;
  /** Canary strings that must be readable, by `table.column`. */
  canaries: readonly { table: string; column: string; value: string }[];
  /** Ask the engine to read every page. */
  checkTables: boolean;
  signal: AbortSignal;
  /** Facts checks measured for the report; see {@link Measured}. */
  measured: Measured;
}

/** What checks measure beyond their own result. @public */
export interface Measured {
  newestRecord: DrillReport['newestRecord'];
  dataAgeSeconds: number | null;
  documents: DrillReport['documents'];
  encoding: Record<string, { lost: number; mojibake: number }>;
  identity: Record<string, string>;
}

/**
 * One question asked of the restored copy. A check that cannot be asked
 * answers `skip` and says why; one that throws ends the drill as
 * `error: check-error`, never as `failed`.
 * @public
 */
export interface Check {
  readonly id: string;
  readonly title: string;
  run(context: CheckContext): Promise<CheckResult | CheckResult[]>;
}
