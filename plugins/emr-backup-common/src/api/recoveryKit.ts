import { z } from 'zod';

/** One step of restoring by hand. @public */
export const recoveryStepSchema = z.object({
  title: z.string(),
  /** What to do and what to look for, plain text. */
  detail: z.string(),
  /** Exact commands; keys by name only. */
  commands: z.array(z.string()),
});
/** One step of restoring by hand. @public */
export type RecoveryStep = z.infer<typeof recoveryStepSchema>;

/** How to restore a job's backup by hand, without this portal. @public */
export const recoveryKitSchema = z.object({
  generatedAt: z.string(),
  /** The drill the steps are taken from; null when none passed yet. */
  drillId: z.string().nullable(),
  /** What the kit cannot know, one plain sentence each. */
  caveats: z.array(z.string()),
  steps: z.array(recoveryStepSchema),
});
/** How to restore a job's backup by hand. @public */
export type RecoveryKit = z.infer<typeof recoveryKitSchema>;

/** Recovery kits. @public */
export interface RecoveryKitApi {
  getRecoveryKit(jobRef: string): Promise<RecoveryKit>;
}
