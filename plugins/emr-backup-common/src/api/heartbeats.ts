import { z } from 'zod';

/** What a cron line reports. @public */
export const HEARTBEAT_EVENTS = ['start', 'success', 'failure'] as const;
/** What a cron line reports. @public */
export type HeartbeatEvent = (typeof HEARTBEAT_EVENTS)[number];

/** One report of a backup job about itself. Never proof of a backup. @public */
export const heartbeatSchema = z.object({
  event: z.enum(HEARTBEAT_EVENTS),
  bytes: z.coerce.number().int().min(0).optional(),
  durationSeconds: z.coerce.number().min(0).optional(),
});
/** One report of a backup job about itself. @public */
export type Heartbeat = z.infer<typeof heartbeatSchema>;

/** A dead-man's state: `none` without a token, `new` before the first report, `late` within grace, `down` after. @public */
export const HEARTBEAT_STATES = ['none', 'new', 'up', 'late', 'down'] as const;
/** A dead-man's state. @public */
export type HeartbeatState = (typeof HEARTBEAT_STATES)[number];

/** What is known of a job's reports. @public */
export const heartbeatStatusSchema = z.object({
  state: z.enum(HEARTBEAT_STATES),
  /** The newest report. */
  last: z
    .object({
      event: z.enum(HEARTBEAT_EVENTS),
      at: z.string(),
      bytes: z.number().nullable(),
      durationSeconds: z.number().nullable(),
    })
    .nullable(),
  lastSuccessAt: z.string().nullable(),
  /** When the next success is due, without grace. */
  expectedAt: z.string().nullable(),
  tokens: z.array(
    z.object({
      id: z.string(),
      createdAt: z.string(),
      createdBy: z.string(),
      lastUsedAt: z.string().nullable(),
    }),
  ),
});
/** What is known of a job's reports. @public */
export type HeartbeatStatus = z.infer<typeof heartbeatStatusSchema>;

/** A new token. It is shown this once; only its hash is kept. @public */
export const heartbeatTokenSchema = z.object({
  id: z.string(),
  token: z.string(),
});
/** A new token. @public */
export type HeartbeatToken = z.infer<typeof heartbeatTokenSchema>;

/** Heartbeats of backup jobs. @public */
export interface HeartbeatsApi {
  getHeartbeat(jobRef: string): Promise<HeartbeatStatus>;
  createHeartbeatToken(jobRef: string): Promise<HeartbeatToken>;
  revokeHeartbeatToken(jobRef: string, tokenId: string): Promise<void>;
}
