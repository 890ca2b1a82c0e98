import { z } from 'zod';
import { ERROR_REASONS, FAILED_REASONS, NEUTRAL_REASONS } from './reasons';

/** What a drill found. `failed`: the backup is bad. `error`: we could not judge. @public */
export const OUTCOMES = ['passed', 'failed', 'error', 'cancelled'] as const;
/** What a drill found. @public */
export type Outcome = (typeof OUTCOMES)[number];

/**
 * How much of a backup a drill restores. `quick`: the cheap checks, the trailer
 * and the rows of the profile's core tables. `data`: all rows, no secondary
 * indexes. `full`: everything. Only `full` proves a restore.
 * @public
 */
export const RESTORE_TIERS = ['quick', 'data', 'full'] as const;
/** How much of a backup a drill restores; only `full` proves a restore. @public */
export type RestoreTier = (typeof RESTORE_TIERS)[number];

/**
 * How the scratch server was set up. `throwaway`: tuned for speed, with the
 * fastest way to load, so its times are better than a real recovery's.
 * `default`: the server's own default settings and a single stream, as a
 * recovery by hand would run.
 * @public
 */
export const SERVER_TUNINGS = ['throwaway', 'default'] as const;
/** How the scratch server was set up, and so what its times say. @public */
export type ServerTuning = (typeof SERVER_TUNINGS)[number];

/** The phases of a drill, in their order. @public */
export const DRILL_PHASES = [
  'fetch',
  'open',
  'boot',
  'load',
  'index',
  'verify',
  'wipe',
] as const;
/** One phase of a drill. @public */
export type DrillPhase = (typeof DRILL_PHASES)[number];

/** The result of one check. @public */
export const CHECK_STATUSES = ['pass', 'fail', 'warn', 'skip'] as const;
/** The result of one check. @public */
export type CheckStatus = (typeof CHECK_STATUSES)[number];

const measured = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One question asked of the restored copy, and its answer. @public */
export const checkResultSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(CHECK_STATUSES),
  /** What was measured. Never a value from a patient's row. */
  value: measured,
  /** What was expected. */
  expected: measured,
  /** One plain sentence. */
  detail: z.string(),
  /** Why the backup is bad, when the status is `fail`. */
  reason: z.enum(FAILED_REASONS).optional(),
});
/** One question asked of the restored copy, and its answer. @public */
export type CheckResult = z.infer<typeof checkResultSchema>;

const seconds = z.number().nonnegative();

/** The record of one drill: what `emr-drill --json` prints. Times in seconds, instants in ISO 8601. @public */
export const drillReportSchema = z.object({
  outcome: z.enum(OUTCOMES),
  /** Reports from before there were tiers are of full drills. */
  tier: z.enum(RESTORE_TIERS).default('full'),
  /** What the times were measured on. Reports from before this was told are of throwaway servers. */
  tuning: z.enum(SERVER_TUNINGS).default('throwaway'),
  reason: z.object({
    code: z.enum([...FAILED_REASONS, ...ERROR_REASONS, ...NEUTRAL_REASONS]),
    message: z.string(),
  }),
  artifact: z.object({
    files: z.array(
      z.object({
        path: z.string(),
        bytes: z.number(),
        sha256: z.string().nullable(),
      }),
    ),
    /** From the outermost wrapper to the dump itself. */
    format: z.array(z.string()),
    /** Commands by which a person opens what was encrypted; `KEYFILE` stands for the key, named elsewhere. */
    openedBy: z.array(z.string()).optional(),
    takenAt: z.string().nullable(),
  }),
  engine: z
    .object({
      name: z.string(),
      /** Version of the scratch server that was started, null when none was. */
      server: z.string().nullable(),
      settings: z.record(z.string(), z.string()),
    })
    .nullable(),
  profile: z
    .object({
      name: z.string(),
      /** True when it was recognised from the restored tables, false when it was named. */
      recognised: z.boolean(),
    })
    .nullable(),
  checks: z.array(checkResultSchema),
  counts: z.object({
    tables: z.number(),
    /** Exact rows per table; never the rows. */
    rows: z.record(z.string(), z.number()),
  }),
  /** Restored structure by digest, so that the next drill can tell what went missing. */
  schema: z
    .object({
      fingerprint: z.string(),
      constraints: z.number(),
      indexes: z.number(),
      routines: z.number(),
      triggers: z.number(),
      views: z.number(),
      /** Encoding ratios per inspected column, shares from 0 to 1. */
      encoding: z
        .record(
          z.string(),
          z.object({ lost: z.number(), mojibake: z.number() }),
        )
        .optional(),
      /** Salted digests of the clinic's own identifiers, pinned on the first pass. */
      identity: z.record(z.string(), z.string()).optional(),
    })
    .nullable(),
  newestRecord: z.object({ at: z.string(), from: z.string() }).nullable(),
  /** Drill time minus newest clinical row: the measured RPO, in seconds. */
  dataAgeSeconds: z.number().nullable(),
  documents: z
    .object({
      referenced: z.number(),
      found: z.number(),
      missing: z.number(),
      empty: z.number(),
      altered: z.number(),
      hashed: z.number(),
      orphans: z.number(),
    })
    .nullable(),
  /** Databases the dump created or used, and what landed there. */
  landed: z.array(z.object({ database: z.string(), tables: z.number() })),
  timings: z.object({
    fetch: seconds,
    open: seconds,
    boot: seconds,
    load: seconds,
    index: seconds,
    verify: seconds,
    wipe: seconds,
    total: seconds,
  }),
  notProven: z.array(z.string()),
  wiped: z.boolean(),
  asOf: z.string(),
});
/** The record of one drill. @public */
export type DrillReport = z.infer<typeof drillReportSchema>;
