import { z } from 'zod';
import { toldSchema } from './told';

/** One backup as it was seen in a copy, also when it is gone by now. @public */
export const seenBackupSchema = z.object({
  store: z.string(),
  path: z.string(),
  name: z.string(),
  bytes: z.number(),
  files: z.number(),
  takenAt: z.string(),
  firstSeenAt: z.string(),
  goneAt: z.string().nullable(),
  hollow: z.boolean(),
  /** Much smaller than the ones before it. */
  shrunk: z.boolean(),
  /** `sha256:…` or another digest a store tells cheaply; null when unknown. */
  digest: z.string().nullable(),
});
/** One backup as it was seen in a copy. @public */
export type SeenBackup = z.infer<typeof seenBackupSchema>;

/** A time in which backups were due and none came. @public */
export const backupGapSchema = z.object({
  /** Taken-at of the backup before the gap, or when the copy was first looked at. */
  from: z.string(),
  /** Taken-at of the one that ended it; null while it lasts. */
  to: z.string().nullable(),
  /** Backups that were due in it. */
  missed: z.number(),
});
/** A time in which backups were due and none came. @public */
export type BackupGap = z.infer<typeof backupGapSchema>;

/** The history of a job's drilled copy, newest first. @public */
export const backupHistorySchema = z.object({
  items: z.array(seenBackupSchema),
  totalItems: z.number(),
  gaps: z.array(backupGapSchema),
});
/** The history of a job's backups. @public */
export type BackupHistory = z.infer<typeof backupHistorySchema>;

/** Which backups to list. @public */
export const backupHistoryQuerySchema = z.object({
  store: z.string().optional(),
  days: z.coerce.number().int().min(1).max(400).default(28),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});
/** Which backups to list, before defaults. @public */
export type BackupHistoryQuery = z.input<typeof backupHistoryQuerySchema>;

/** The parts of the 3-2-1-1-0 rule. @public */
export const COPY_RULES = [
  'copies',
  'media',
  'offsite',
  'immutable',
  'errors',
] as const;
/** A part of the 3-2-1-1-0 rule. @public */
export type CopyRule = (typeof COPY_RULES)[number];

/**
 * 3 copies (the live data counts as one), 2 media, 1 off site, 1 immutable or
 * offline, 0 errors in the newest drill. What the catalog says is `declared`;
 * what a machine saw or restored is `proved`.
 * @public
 */
export const copyRuleResultSchema = z.object({
  rule: z.enum(COPY_RULES),
  wanted: z.number(),
  declared: z.number().nullable(),
  proved: z.number().nullable(),
  /** One plain sentence: what is counted and what is missing. */
  message: z.string(),
  /** The same for readers of other languages. */
  told: z.array(toldSchema).optional(),
});
/** One part of the 3-2-1-1-0 rule, declared and proved. @public */
export type CopyRuleResult = z.infer<typeof copyRuleResultSchema>;

/** One hand-over of a medium. @public */
export const custodyEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  medium: z.string(),
  /** Who carried it. */
  who: z.string(),
  from: z.string(),
  to: z.string(),
  note: z.string().nullable(),
  /** The carried copy's store; null when the entry speaks of all carried copies of the job. */
  store: z.string().nullable().optional(),
  /** Entity ref of who wrote the entry. */
  recordedBy: z.string(),
});
/** One hand-over of a medium. @public */
export type CustodyEntry = z.infer<typeof custodyEntrySchema>;

/** A hand-over to record; `at` defaults to now, and without an offset is in the clinic's zone. @public */
export const recordCustodySchema = z.object({
  at: z.string().optional(),
  /** Which carried copy, by its store, when the job has several. */
  store: z.string().optional(),
  medium: z.string().trim().min(1).max(200),
  who: z.string().trim().min(1).max(200),
  from: z.string().trim().min(1).max(200),
  to: z.string().trim().min(1).max(200),
  note: z.string().trim().max(500).optional(),
});
/** A hand-over to record. @public */
export type RecordCustody = z.input<typeof recordCustodySchema>;

/** The custody of a job's carried media, newest first. @public */
export const custodyLogSchema = z.object({
  items: z.array(custodyEntrySchema),
  /** Null when no copy of the job is carried by hand. */
  nextDueAt: z.string().nullable(),
  missed: z.boolean(),
});
/** The custody of a job's carried media. @public */
export type CustodyLog = z.infer<typeof custodyLogSchema>;

/** What lay in the stores, and who carried what. @public */
export interface CopiesApi {
  getBackupHistory(
    jobRef: string,
    query?: BackupHistoryQuery,
  ): Promise<BackupHistory>;
  getCustody(jobRef: string): Promise<CustodyLog>;
  recordCustody(jobRef: string, entry: RecordCustody): Promise<CustodyLog>;
}
