import { z } from 'zod';
import { copyRuleResultSchema } from './copies';
import { HEARTBEAT_STATES } from './heartbeats';
import {
  checkResultSchema,
  DRILL_PHASES,
  drillReportSchema,
  OUTCOMES,
  RESTORE_TIERS,
  SERVER_TUNINGS,
} from '../report';

/** A job's or clinic's standing now, worst first. @public */
export const STANDINGS = ['failing', 'overdue', 'unproven', 'proven'] as const;
/** A job's or clinic's standing now. @public */
export type Standing = (typeof STANDINGS)[number];

const instant = z.string();
const entityRef = z.string();

/** One reason for a standing: a stable code and one plain sentence. @public */
export const standingReasonSchema = z.object({
  code: z.string(),
  message: z.string(),
});
/** One reason for a standing. @public */
export type StandingReason = z.infer<typeof standingReasonSchema>;

/** An entity as a page names it. @public */
export const namedRefSchema = z.object({ ref: entityRef, title: z.string() });
/** An entity as a page names it. @public */
export type NamedRef = z.infer<typeof namedRefSchema>;

/** Backup age of one job, copy or clinic. Seconds. @public */
export const backupAgeSchema = z.object({
  takenAt: instant.nullable(),
  ageSeconds: z.number().nullable(),
  /** Schedule interval plus grace: older is overdue. */
  objectiveSeconds: z.number().nullable(),
  overdue: z.boolean(),
});
/** Backup age of one job, copy or clinic. @public */
export type BackupAge = z.infer<typeof backupAgeSchema>;

/** One day of the 28-day strip, oldest first, in the clinic's zone. @public */
export const dayCellSchema = z.object({
  /** `YYYY-MM-DD` in the clinic's zone. */
  date: z.string(),
  backup: z.enum(['observed', 'hollow', 'missed', 'unknown']),
  drill: z.enum(['passed', 'failed', 'error']).nullable(),
});
/** One day of the 28-day strip. @public */
export type DayCell = z.infer<typeof dayCellSchema>;

/** The life of a drill from queue to end. @public */
export const DRILL_STATES = ['queued', 'running', 'finished'] as const;
/** The life of a drill from queue to end. @public */
export type DrillState = (typeof DRILL_STATES)[number];

/** One phase of a drill as far as it got. Seconds, bytes. @public */
export const phaseProgressSchema = z.object({
  phase: z.enum(DRILL_PHASES),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  seconds: z.number().nullable(),
  /** Share done from 0 to 1, null when it cannot be known. */
  progress: z.number().min(0).max(1).nullable(),
  bytesPerSecond: z.number().nullable(),
  /** One plain sentence, never a patient's data. */
  note: z.string().nullable(),
});
/** One phase of a drill as far as it got. @public */
export type PhaseProgress = z.infer<typeof phaseProgressSchema>;

/** A drill in a list. @public */
export const drillSummarySchema = z.object({
  id: z.string(),
  job: namedRefSchema,
  clinic: namedRefSchema.nullable(),
  state: z.enum(DRILL_STATES),
  outcome: z.enum(OUTCOMES).nullable(),
  reason: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** `schedule`, or the entity ref of who pressed the button. */
  startedBy: z.string(),
  queuedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  artifact: z
    .object({
      name: z.string(),
      takenAt: instant.nullable(),
      bytes: z.number(),
    })
    .nullable(),
  store: z.string().nullable(),
  location: z.string().nullable(),
  checks: z.object({
    pass: z.number(),
    fail: z.number(),
    warn: z.number(),
    skip: z.number(),
  }),
  dataAgeSeconds: z.number().nullable(),
  timings: drillReportSchema.shape.timings.nullable(),
  /** How much it restored; only `full` proves a restore. Absent: `full`. */
  tier: z.enum(RESTORE_TIERS).optional(),
  /** What its times were measured on. Absent: `throwaway`. */
  tuning: z.enum(SERVER_TUNINGS).optional(),
});
/** A drill in a list. @public */
export type DrillSummary = z.infer<typeof drillSummarySchema>;

/** How the verifier did when it was last fed broken backups. @public */
export const selfTestEvidenceSchema = z.object({
  caught: z.number(),
  missed: z.number(),
  endedAt: instant,
});
/** How the verifier did when it was last fed broken backups. @public */
export type SelfTestEvidence = z.infer<typeof selfTestEvidenceSchema>;

/** A drill with its phases, checks and, once finished, its report. @public */
export const drillDetailSchema = drillSummarySchema.extend({
  phases: z.array(phaseProgressSchema),
  checkResults: z.array(checkResultSchema),
  report: drillReportSchema.nullable(),
  /** The newest self-test of the drill's profile that proved something; null when there is none. */
  selfTest: selfTestEvidenceSchema.nullable().optional(),
});
/** A drill with its phases, checks and report. @public */
export type DrillDetail = z.infer<typeof drillDetailSchema>;

/** The newest proof that a job's backup could be restored. @public */
export const lastProvenSchema = z
  .object({ drillId: z.string(), at: instant, checks: z.number() })
  .nullable();

/** Recovery estimate against the RTO. Seconds. @public */
export const recoveryEstimateSchema = z.object({
  seconds: z.number().nullable(),
  rtoSeconds: z.number().nullable(),
  /**
   * `measured`: the newest proof ran at the server's default settings. `scaled`:
   * its loading is scaled from the newest drill that did. `tuned`: no drill did
   * yet, and a real recovery takes longer.
   */
  basis: z.enum(['measured', 'scaled', 'tuned']).optional(),
});

/** What lies in one copy of a job. @public */
export const copyStatusSchema = z.object({
  store: z.string(),
  path: z.string(),
  location: z.string().nullable(),
  offsite: z.boolean(),
  immutable: z.boolean(),
  /** When the store was last looked at. */
  observedAt: instant.nullable(),
  /** Why looking failed, null when it worked. */
  problem: z.string().nullable(),
  newest: z
    .object({
      name: z.string(),
      bytes: z.number(),
      takenAt: instant.nullable(),
      hollow: z.boolean(),
    })
    .nullable(),
  artifacts: z.number(),
  /** Whether a drill of this copy passed within policy. */
  proved: z.boolean(),
  /** A replica or mirror repeats every mistake at once: it does not count as a backup. */
  role: z.enum(['backup', 'replica', 'mirror']).optional(),
  /** The medium, such as `disk`, `object storage`, `tape`. */
  medium: z.string().nullable().optional(),
  /** The newest backup against that of the drilled copy. */
  agreement: z.enum(['same', 'differs', 'behind', 'unknown']).optional(),
});
/** What lies in one copy of a job. @public */
export type CopyStatus = z.infer<typeof copyStatusSchema>;

/** A backup job with everything its page shows. @public */
export const jobStatusSchema = z.object({
  job: namedRefSchema,
  server: namedRefSchema.nullable(),
  clinic: namedRefSchema.nullable(),
  owner: entityRef.nullable(),
  operatedBy: entityRef.nullable(),
  product: z.string().nullable(),
  hosting: z.string().nullable(),
  timezone: z.string(),
  standing: z.enum(STANDINGS),
  reasons: z.array(standingReasonSchema),
  backupAge: backupAgeSchema,
  lastProven: lastProvenSchema,
  lastDrill: drillSummarySchema.nullable(),
  activeDrill: drillSummarySchema.nullable(),
  dataAgeSeconds: z.number().nullable(),
  recoveryEstimate: recoveryEstimateSchema,
  nextDrillAt: instant.nullable(),
  copies: z.array(copyStatusSchema),
  /** 3-2-1-1-0, declared and proved. */
  copyRules: z.array(copyRuleResultSchema).optional(),
  /** When it will next leave its objectives if nothing happens; in the past when it has. Null when nothing is promised. */
  breachAt: instant.nullable().optional(),
  /** What its cron line reports. */
  heartbeat: z.enum(HEARTBEAT_STATES).optional(),
  openAlarms: z.number().optional(),
  strip: z.array(dayCellSchema),
});
/** A backup job with everything its page shows. @public */
export type JobStatus = z.infer<typeof jobStatusSchema>;

/** A row of the fleet page. @public */
export const clinicRowSchema = z.object({
  clinic: namedRefSchema,
  owner: entityRef.nullable(),
  /** Refs of those who run the clinic's jobs. */
  operators: z.array(entityRef),
  /** Refs of the vendors of its EMR servers. */
  suppliers: z.array(entityRef).optional(),
  region: z.string().nullable(),
  timezone: z.string(),
  products: z.array(z.string()),
  hostings: z.array(z.string()),
  standing: z.enum(STANDINGS),
  reasons: z.array(standingReasonSchema),
  backupAge: backupAgeSchema,
  lastProven: lastProvenSchema,
  dataAgeSeconds: z.number().nullable(),
  recoveryEstimate: recoveryEstimateSchema,
  nextDrillAt: instant.nullable(),
  /** When it will next leave its objectives if nothing happens; in the past when it has. Null when nothing is promised. */
  breachAt: instant.nullable().optional(),
  /** Open alarms of its jobs. */
  openAlarms: z.number().optional(),
  strip: z.array(dayCellSchema),
});
/** A row of the fleet page. @public */
export type ClinicRow = z.infer<typeof clinicRowSchema>;

/** A clinic with its jobs. @public */
export const clinicStatusSchema = clinicRowSchema.extend({
  size: z.number().nullable(),
  jobs: z.array(jobStatusSchema),
});
/** A clinic with its jobs. @public */
export type ClinicStatus = z.infer<typeof clinicStatusSchema>;

/** One group of clinics, over all pages. @public */
export const fleetGroupSchema = z.object({
  /** Refs of the owner or operators, or the region; null for clinics that name none. */
  key: z.string().nullable(),
  clinics: z.number(),
  standings: z.record(z.enum(STANDINGS), z.number()),
});
/** One group of clinics, over all pages. @public */
export type FleetGroup = z.infer<typeof fleetGroupSchema>;

/** One page of the fleet, worst first. @public */
export const fleetPageSchema = z.object({
  items: z.array(clinicRowSchema),
  /** Clinics that match the filters, over all pages. */
  totalItems: z.number(),
  /** Clinics per standing among those the other filters leave. */
  standings: z.record(z.enum(STANDINGS), z.number()),
  /** The groups asked for, in their order, over all pages: what stands on a heading. */
  groups: z.array(fleetGroupSchema).optional(),
  counts: z.object({
    clinics: z.number(),
    servers: z.number(),
    jobs: z.number(),
  }),
  /** When the stores were last looked at. */
  observedAt: instant.nullable(),
});
/** One page of the fleet. @public */
export type FleetPage = z.infer<typeof fleetPageSchema>;

/** Orders of the fleet: `breach` shows first who leaves the objectives first. @public */
export const FLEET_SORTS = ['worst', 'breach', 'name'] as const;
/** What clinics can be grouped by. @public */
export const FLEET_GROUPS = ['owner', 'operator', 'region'] as const;

/** What to show on the fleet page. @public */
export const fleetQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
  search: z.string().optional(),
  standing: z.enum(STANDINGS).optional(),
  owner: z.string().optional(),
  operator: z.string().optional(),
  /** Clinics that depend on this vendor: it runs their backups or supplies their EMR. */
  vendor: z.string().optional(),
  region: z.string().optional(),
  hosting: z.string().optional(),
  /** Refs separated by commas: clinics of any of these owners. */
  ownedBy: z.string().optional(),
  /** Default: `worst`. */
  sort: z.enum(FLEET_SORTS).optional(),
  /** Clinics of one group stand together, the groups in the order of their names. */
  group: z.enum(FLEET_GROUPS).optional(),
});
/** What to show on the fleet page, before defaults. @public */
export type FleetQuery = z.input<typeof fleetQuerySchema>;

/** Which drills to list, newest first. @public */
export const drillQuerySchema = z.object({
  job: z.string().optional(),
  clinic: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(25),
});
/** Which drills to list, before defaults. @public */
export type DrillQuery = z.input<typeof drillQuerySchema>;

/** A request to drill a job's newest backup now. @public */
export const startDrillSchema = z.object({ job: z.string().min(1) });

/** Signal channel on which the backend tells that a drill moved on. @public */
export const DRILL_SIGNAL_CHANNEL = 'emr-backup:drill';

/** Message on {@link DRILL_SIGNAL_CHANNEL}: which drill moved; the page asks for the rest. @public */
export const drillSignalSchema = z.object({
  drillId: z.string(),
  jobRef: z.string(),
  state: z.enum(DRILL_STATES),
});
/** Message on {@link DRILL_SIGNAL_CHANNEL}. @public */
export type DrillSignal = z.infer<typeof drillSignalSchema>;
