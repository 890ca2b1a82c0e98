import type { DrillReport } from '@emr-backup/plugin-emr-backup-common';
import type {
  FetchByHand,
  RecognisedArtifact,
} from '@emr-backup/plugin-emr-backup-node';
import type { KnownJob } from '../inventory';

/** Everything a recovery kit is made of. */
export interface KitFacts {
  job: KnownJob;
  /** The newest backup of the drilled copy; undefined when the store does not tell. */
  artifact?: RecognisedArtifact;
  fetch?: FetchByHand;
  /** The newest drill that passed. */
  report?: DrillReport;
  /** Tables a good restore of the product must have. */
  coreTables: readonly string[];
}

/** Where the restored database goes; a name nobody confuses with the live one. */
export const TARGET_DATABASE = 'restored';
