import type {
  CheckResult,
  DrillLogEntry,
  DrillPhase,
  DrillReport,
  RestoreTier,
  ServerTuning,
} from '@emr-backup/plugin-emr-backup-common';
import type { Artifact, Check, RestoreEngine } from '../contracts';
import type { ProfileCatalog } from '../profile';

/** Gives the secret by which an artifact is opened. Called once per drill; the value never leaves the process but by pipe. @public */
export interface KeySource {
  /** For messages: the key's name, never its value. */
  readonly name: string;
  /** Throws `DrillFault('key-unavailable')`. */
  read(): Promise<Buffer>;
}

/** What to drill and how to judge it. @public */
export interface DrillRequest {
  artifact: Artifact;
  /** A folder of documents beside the artifact. */
  documentsDir?: string;
  /** Named profile; recognised from the tables when absent. */
  profile?: string;
  /** Named engine; chosen by the dump's format when absent. */
  engine?: string;
  /** How much to restore. Default: `full`, the only one that proves a restore. `quick` needs a named profile. */
  tier?: RestoreTier;
  /** How the scratch server is set up. Default: `throwaway`. */
  tuning?: ServerTuning;
  key?: KeySource;
  baseline?: DrillReport;
  /** Drill time, ISO. Default: now. */
  asOf?: string;
  /** Instant against which freshness is judged when it is not the drill time: the moment the backup claims to be from. */
  freshnessAt?: string;
  /** Seconds. Default: 24 h. */
  rpoSeconds?: number;
  /** IANA zone of the clinic. Default: the offset of `asOf`, else UTC. */
  timezone?: string;
  openingHours?: string;
  canaries?: { table: string; column: string; value: string }[];
  identitySalt?: string;
  /** Custom SQL checks of the job, beside those of the profile. */
  checks?: {
    id: string;
    sql: string;
    min?: number;
    max?: number;
    equals?: number | string;
  }[];
  checkTables?: boolean;
  /** Self-test only: documents to overlook, by path, as if they had not been copied. */
  hideDocuments?: (path: string) => boolean;
  /** Parent of the scratch directory. Default: the system's temporary folder. */
  workDir?: string;
  /** Leave the scratch directory for debugging; the report then says `wiped: false`. */
  keep?: boolean;
  timeoutSeconds?: number;
  /** Memory its scratch server may take. Default: most of what the machine or its container has. */
  maxMemoryBytes?: number;
}

/** What a drill tells while it runs. @public */
export type DrillEvent =
  | {
      type: 'phase';
      phase: DrillPhase;
      state: 'running' | 'done' | 'failed';
      seconds?: number;
      note?: string;
    }
  | {
      type: 'progress';
      phase: DrillPhase;
      bytes: number;
      totalBytes?: number;
      note?: string;
    }
  | { type: 'check'; result: CheckResult }
  /** One line of its log: a sentence of ours, free of any restored value. */
  | { type: 'log'; line: DrillLogEntry };

/** What a drill needs beside the request. @public */
export interface DrillDependencies {
  engines: readonly RestoreEngine[];
  profiles: ProfileCatalog;
  /** Added to the built-in checks. */
  checks?: readonly Check[];
  /** Names the drill, so that the reaper knows whose scratch it is. */
  drillId?: string;
  signal?: AbortSignal;
  onEvent?: (event: DrillEvent) => void;
}
