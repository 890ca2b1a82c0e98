import { z } from 'zod';
import { toldSchema } from './told';

/** The steps a recovery kit can have, in their order. @public */
export const RECOVERY_STEPS = [
  'tell',
  'fetch',
  'digests',
  'open',
  'server',
  'place',
  'load',
  'count',
  'documents',
  'start',
] as const;
/** One of {@link RECOVERY_STEPS}. @public */
export type RecoveryStepCode = (typeof RECOVERY_STEPS)[number];

/** One step of restoring by hand. @public */
export const recoveryStepSchema = z.object({
  /** A {@link RecoveryStepCode}; a newer backend may say one that is not known here. */
  code: z.string().optional(),
  title: z.string(),
  /** What to do and what to look for, plain text. */
  detail: z.string(),
  /** The detail for readers of other languages; left out where a store tells something of its own. */
  told: z.array(toldSchema).optional(),
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
  /** The caveats for readers of other languages, in the same order. */
  caveatsTold: z.array(toldSchema).optional(),
  steps: z.array(recoveryStepSchema),
});
/** How to restore a job's backup by hand. @public */
export type RecoveryKit = z.infer<typeof recoveryKitSchema>;

/** Recovery kits. @public */
export interface RecoveryKitApi {
  getRecoveryKit(jobRef: string): Promise<RecoveryKit>;
}
