import { z } from 'zod';
import { namedRefSchema } from './model';

/** How far a record looks back. @public */
export const operatorRecordQuerySchema = z.object({
  days: z.coerce.number().int().min(1).max(366).default(90),
});
/** How far a record looks back, before defaults. @public */
export type OperatorRecordQuery = z.input<typeof operatorRecordQuerySchema>;

/** How the drills of the jobs somebody operates came out. @public */
export const operatorRecordSchema = z.object({
  /** Backup jobs it operates now. */
  jobs: z.number(),
  /** Full drills that passed; one that restored in part proves nothing. */
  passed: z.number(),
  failed: z.number(),
  error: z.number(),
  /** The few jobs that failed most often, most failures first. */
  worst: z.array(z.object({ job: namedRefSchema, failed: z.number() })),
});
/** How the drills of the jobs somebody operates came out. @public */
export type OperatorRecord = z.infer<typeof operatorRecordSchema>;

/** Asks about those who operate backup jobs. @public */
export interface OperatorsApi {
  getOperatorRecord(
    ref: string,
    query?: OperatorRecordQuery,
  ): Promise<OperatorRecord>;
}
