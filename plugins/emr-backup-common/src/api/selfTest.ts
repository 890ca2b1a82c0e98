import { z } from 'zod';
import { OUTCOMES } from '../report';
import { DRILL_STATES, namedRefSchema } from './model';

/** One backup broken on purpose, and whether its drill caught it. @public */
export const selfTestFaultResultSchema = z.object({
  /** A name from `docs/self-test.md`, such as `cut-at-table-boundary`. */
  id: z.string(),
  /** `not-made`: this fault cannot be made from this backup. */
  status: z.enum(['caught', 'missed', 'not-made']),
  outcome: z.enum(OUTCOMES).nullable(),
  reason: z.string().nullable(),
});
/** One backup broken on purpose, and whether its drill caught it. @public */
export type SelfTestFaultResult = z.infer<typeof selfTestFaultResultSchema>;

/** One self-test: a good backup broken in every known way, each drilled. @public */
export const selfTestSchema = z.object({
  id: z.string(),
  profile: z.string(),
  /** Whose backup was broken. */
  job: namedRefSchema,
  state: z.enum(DRILL_STATES),
  /** `schedule`, or the entity ref of who asked for it. */
  startedBy: z.string(),
  queuedAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  caught: z.number(),
  missed: z.number(),
  notMade: z.number(),
  faults: z.array(selfTestFaultResultSchema),
  /** Why it proves nothing either way, one plain sentence; null when it proves something. */
  error: z.string().nullable(),
});
/** One self-test. @public */
export type SelfTest = z.infer<typeof selfTestSchema>;

/** The self-tests of one profile. @public */
export const selfTestStatusSchema = z.object({
  profile: z.string(),
  /** The newest, whatever became of it; it may be running. */
  newest: selfTestSchema,
  /** The newest that proved something, for better or worse. */
  proof: selfTestSchema.nullable(),
});
/** The self-tests of one profile. @public */
export type SelfTestStatus = z.infer<typeof selfTestStatusSchema>;

/** A request to self-test the verifier with a job's newest backup now. @public */
export const startSelfTestSchema = z.object({ job: z.string().min(1) });
