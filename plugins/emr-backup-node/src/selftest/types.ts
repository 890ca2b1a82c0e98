import type {
  DrillReport,
  FailedReason,
  ReasonCode,
} from '@emr-backup/plugin-emr-backup-common';
import type { LeafKind, Profile } from '../contracts';
import type { DrillRequest } from '../drill';

/** A good backup that passed its drill, about to be broken on purpose. */
export interface GoodBackup {
  request: DrillRequest;
  /** Its own report: the control, and the baseline of the broken ones. */
  report: DrillReport;
  profile: Profile;
  /** Kind of its main dump. */
  kind: LeafKind;
  /** A profile of the same engine that is about another product. */
  otherProfile: Profile | undefined;
  /** The same content packed anew, with the main dump changed on the way. */
  repack(damage: DumpDamage): DrillRequest;
}

/** How the main dump is changed while it is packed anew. */
export interface DumpDamage {
  /** Changes the dump's own bytes. */
  content?: (dump: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
  /** Changes the packed file, outside all wrappers. */
  packed?: (file: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
  /** Gives the drill another key than the one it was packed with. */
  wrongKey?: boolean;
}

/** One way a backup goes bad, and what a right drill says of it. */
export interface SelfTestFault {
  id: string;
  /** One plain sentence. */
  title: string;
  expected: readonly FailedReason[];
  /** The broken backup, or why this fault cannot be made from this good one. */
  make(good: GoodBackup): DrillRequest | string;
}

/** One fault of a self-test, and whether the drill caught it. @public */
export interface SelfTestResult {
  id: string;
  title: string;
  /** `not-made`: this fault cannot be made from this backup. */
  status: 'caught' | 'missed' | 'not-made';
  expected: readonly FailedReason[];
  outcome: DrillReport['outcome'] | null;
  reason: ReasonCode | null;
  detail: string;
}

/** The proof that the verifier can fail. @public */
export interface SelfTestReport {
  profile: string;
  /** Outcome of the good backup itself; without `passed` nothing else was tried. */
  control: Pick<DrillReport, 'outcome' | 'reason'>;
  caught: number;
  missed: number;
  notMade: number;
  faults: SelfTestResult[];
}
