import { z } from 'zod';

/**
 * Sentences that stand in what the backend composes in English, so that a page
 * can tell the same in its reader's language. Codes are added, never renamed.
 * @public
 */
export const TOLD_CODES = [
  // Recovery kits.
  'kit-owner',
  'kit-nobody',
  'kit-operator',
  'kit-leave',
  'kit-place',
  'kit-place-at',
  'kit-nowhere',
  'kit-newest',
  'kit-take-newest',
  'kit-folder',
  'kit-rclone',
  'kit-restic',
  'kit-borg',
  'kit-digests',
  'kit-open',
  'kit-key',
  'kit-server',
  'kit-settings',
  'kit-no-settings',
  'kit-new-server',
  'kit-stopped',
  'kit-loaded',
  'kit-counted',
  'kit-newest-record',
  'kit-documents',
  'kit-look-up',
  'kit-not-proven',
  'kit-not-asked',
  'kit-store-silent',
  'kit-never-passed',
  'kit-newer',
  // The 3-2-1-1-0 rule.
  'rule-copies',
  'rule-not-in',
  'rule-no-medium',
  'rule-media',
  'rule-media-declared',
  'rule-none-offsite',
  'rule-offsite',
  'rule-offsite-shown',
  'rule-none-immutable',
  'rule-locked',
  'rule-carried',
  'rule-no-drill',
  'rule-errors',
  'rule-passed',
  // The drill plan.
  'pool-no-runner',
  'pool-missed',
  'pool-lacking',
  'pool-short',
  'pool-enough',
  'plan-paused',
  'plan-no-backup',
  'no-runner-of-pool',
  'no-runner-of-engine',
] as const;
/** One of {@link TOLD_CODES}. @public */
export type ToldCode = (typeof TOLD_CODES)[number];

/** What can keep a job from being observed or drilled, apart from what ends a drill. @public */
export const JOB_PROBLEMS = [
  'schedule-unreadable',
  'drill-policy-unreadable',
  'no-runner',
] as const;
/** One of {@link JOB_PROBLEMS}. @public */
export type JobProblem = (typeof JOB_PROBLEMS)[number];

/** One sentence by its code, with what stands in it. @public */
export const toldSchema = z.object({
  /** A {@link ToldCode}, a reason or a {@link JobProblem}; a newer backend may say one that is not known here. */
  code: z.string(),
  /** `count` is what a plural goes by; `needed` and `available` are seconds; `at` and `on` instants; `owner`, `operator` and `by` entity refs. */
  values: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.array(z.string())]),
  ),
});
/** One sentence by its code, with what stands in it. @public */
export type Told = z.infer<typeof toldSchema>;

/** A sentence of which we know the code. @public */
export function tell(code: ToldCode, values: Told['values'] = {}): Told {
  return { code, values };
}
