import { z } from 'zod';
import { DRILL_PICKS } from '../kinds';
import { namedRefSchema } from './model';
import { toldSchema } from './told';

/** One drill that will run. Seconds. @public */
export const plannedDrillSchema = z.object({
  job: namedRefSchema,
  clinic: namedRefSchema.nullable(),
  pool: z.string(),
  /** When its rhythm and window let it start. */
  dueAt: z.string(),
  /** When it will start by the plan, behind those before it; null when it cannot. */
  startsAt: z.string().nullable(),
  expectedSeconds: z.number(),
  /** From this job's own drills, from its kind, or assumed. */
  basis: z.enum(['measured', 'similar', 'assumed']),
  /** The plan holds it before its proof grows too old. */
  inTime: z.boolean(),
  state: z.enum(['planned', 'queued', 'running', 'paused', 'blocked']),
  /** Why it is paused or blocked, one plain sentence. */
  reason: z.string().nullable(),
  /** The same for readers of other languages. */
  told: z.array(toldSchema).optional(),
});
/** One drill that will run. @public */
export type PlannedDrill = z.infer<typeof plannedDrillSchema>;

/** Whether the runners of a pool can do what is asked of them. @public */
export const poolBudgetSchema = z.object({
  pool: z.string(),
  runners: z.number(),
  /** Drills it runs at the same time. */
  places: z.number(),
  neededSecondsPerDay: z.number(),
  availableSecondsPerDay: z.number(),
  /** Jobs whose proof will grow too old. */
  late: z.array(namedRefSchema),
  sufficient: z.boolean(),
  /** "3 clinics will miss their monthly drill; 11 more minutes a night are needed." */
  message: z.string(),
  /** The same for readers of other languages. */
  told: z.array(toldSchema).optional(),
});
/** Whether the runners of a pool can do what is asked of them. @public */
export type PoolBudget = z.infer<typeof poolBudgetSchema>;

/** What will run when, by today's knowledge. @public */
export const drillPlanSchema = z.object({
  items: z.array(plannedDrillSchema),
  totalItems: z.number(),
  pools: z.array(poolBudgetSchema),
  /** The plan looks so far ahead. */
  until: z.string(),
});
/** What will run when. @public */
export type DrillPlan = z.infer<typeof drillPlanSchema>;

/** Which part of the plan to show. @public */
export const planQuerySchema = z.object({
  days: z.coerce.number().int().min(1).max(92).default(30),
  job: z.string().optional(),
  clinic: z.string().optional(),
  pool: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});
/** Which part of the plan to show, before defaults. @public */
export type PlanQuery = z.input<typeof planQuerySchema>;

/** A person's word about a job's drills. @public */
export const drillHoldSchema = z.object({
  by: z.string(),
  at: z.string(),
  reason: z.string(),
  /** It ends by itself then; null: when somebody resumes. */
  until: z.string().nullable(),
});
/** A person's word about a job's drills. @public */
export type DrillHold = z.infer<typeof drillHoldSchema>;

/** How a job's drills are scheduled. @public */
export const drillScheduleSchema = z.object({
  /** The rhythm in force, in English words: the entity's own or the default of its criticality. */
  rhythm: z.string().nullable(),
  /** What those words are made of, as a DrillPolicy says it. */
  policy: z
    .object({
      every: z.string(),
      cron: z.string(),
      after: z.literal('each-backup'),
      spacing: z.string(),
      pick: z.enum(DRILL_PICKS),
      within: z.string(),
    })
    .partial()
    .optional(),
  /** `entity` or `default`. */
  from: z.enum(['entity', 'default']),
  window: z.string().nullable(),
  timezone: z.string(),
  pool: z.string(),
  nextDrillAt: z.string().nullable(),
  paused: drillHoldSchema.nullable(),
  /** The next due drill is left out. */
  skipped: drillHoldSchema.nullable(),
});
/** How a job's drills are scheduled. @public */
export type DrillSchedule = z.infer<typeof drillScheduleSchema>;

/** Stops a job's scheduled drills. A paused job still becomes overdue. @public */
export const pauseDrillsSchema = z.object({
  reason: z.string().trim().min(3).max(500),
  until: z.string().optional(),
});
/** Leaves out the next scheduled drill. @public */
export const skipDrillSchema = z.object({
  reason: z.string().trim().min(3).max(500),
});

/** A process that runs drills. @public */
export const runnerStatusSchema = z.object({
  id: z.string(),
  host: z.string(),
  pools: z.array(z.string()),
  /** Engines it can start, with versions. */
  engines: z.array(z.object({ name: z.string(), version: z.string() })),
  /** Programs it found that stores and formats need. */
  tools: z.array(z.string()),
  places: z.number(),
  running: z.number(),
  startedAt: z.string(),
  heartbeatAt: z.string(),
  state: z.enum(['up', 'draining', 'lost']),
});
/** A process that runs drills. @public */
export type RunnerStatus = z.infer<typeof runnerStatusSchema>;

/** Planning of drills. @public */
export interface PlanApi {
  getPlan(query?: PlanQuery): Promise<DrillPlan>;
  getSchedule(jobRef: string): Promise<DrillSchedule>;
  pauseDrills(
    jobRef: string,
    hold: { reason: string; until?: string },
  ): Promise<DrillSchedule>;
  resumeDrills(jobRef: string): Promise<DrillSchedule>;
  skipDrill(jobRef: string, reason: string): Promise<DrillSchedule>;
  listRunners(): Promise<RunnerStatus[]>;
}
