import { z } from 'zod';
import { namedRefSchema } from './model';

/** What an alarm can be about. @public */
export const ALARM_KINDS = [
  'backup-missing',
  'backup-late',
  'hollow',
  'shrunk',
  'store-unreachable',
  'copies-differ',
  'key-missing',
  'drill-failed',
  'drill-error',
  'drill-overdue',
  'custody-missed',
  'heartbeat-down',
  'heartbeat-failed',
  'vendors-word',
  'agreement-expiring',
  'self-test-missed',
] as const;
/** What an alarm is about. @public */
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** How bad it is, worst first: the severities of Backstage notifications. @public */
export const ALARM_SEVERITIES = ['critical', 'high', 'normal', 'low'] as const;
/** How bad an alarm is. @public */
export type AlarmSeverity = (typeof ALARM_SEVERITIES)[number];

/** One attempt to tell somebody. Addresses are shown, never a secret of the transport. @public */
export const alarmDeliverySchema = z.object({
  /** What was told. */
  message: z.enum(['raised', 'escalated', 'resolved']),
  channel: z.enum(['notification', 'email']),
  /** Entity ref of the recipient, or an e-mail address. */
  to: z.string(),
  state: z.enum(['waiting', 'held', 'sent', 'failed']),
  attempts: z.number(),
  at: z.string(),
  /** Why the newest attempt failed, one plain sentence. */
  problem: z.string().nullable(),
});
/** One attempt to tell somebody. @public */
export type AlarmDelivery = z.infer<typeof alarmDeliverySchema>;

/** One cause of worry, from its first sight to its recovery. @public */
export const alarmSchema = z.object({
  id: z.string(),
  kind: z.enum(ALARM_KINDS),
  severity: z.enum(ALARM_SEVERITIES),
  /** Short: for a list, a subject line. */
  title: z.string(),
  /** One plain sentence, never a patient's data. */
  message: z.string(),
  /** Whom it concerns; several when one cause lies behind many, such as a dead link. */
  jobs: z.array(namedRefSchema),
  clinics: z.array(namedRefSchema),
  /** The store, when it is the cause. */
  store: z.string().nullable(),
  /** The drill that showed it. */
  drillId: z.string().nullable(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  escalatedAt: z.string().nullable(),
  acknowledged: z
    .object({ by: z.string(), at: z.string(), reason: z.string() })
    .nullable(),
  resolvedAt: z.string().nullable(),
  deliveries: z.array(alarmDeliverySchema),
});
/** One cause of worry. @public */
export type Alarm = z.infer<typeof alarmSchema>;

/** Which alarms to list: open ones worst first, resolved ones newest first. @public */
export const alarmQuerySchema = z.object({
  state: z.enum(['open', 'resolved']).default('open'),
  job: z.string().optional(),
  clinic: z.string().optional(),
  kind: z.enum(ALARM_KINDS).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});
/** Which alarms to list, before defaults. @public */
export type AlarmQuery = z.input<typeof alarmQuerySchema>;

/** A page of alarms. @public */
export const alarmPageSchema = z.object({
  items: z.array(alarmSchema),
  totalItems: z.number(),
});
/** A page of alarms. @public */
export type AlarmPage = z.infer<typeof alarmPageSchema>;

/** "I know, and this is why it may wait." @public */
export const acknowledgeAlarmSchema = z.object({
  reason: z.string().trim().min(3).max(500),
});

/** Signal channel on which the backend tells that an alarm changed. @public */
export const ALARM_SIGNAL_CHANNEL = 'emr-backup:alarm';

/** Message on {@link ALARM_SIGNAL_CHANNEL}. @public */
export const alarmSignalSchema = z.object({
  alarmId: z.string(),
  change: z.enum(['raised', 'escalated', 'acknowledged', 'resolved']),
});
/** Message on {@link ALARM_SIGNAL_CHANNEL}. @public */
export type AlarmSignal = z.infer<typeof alarmSignalSchema>;

/** Alarms of the EMR Backup backend. @public */
export interface AlarmsApi {
  listAlarms(query?: AlarmQuery): Promise<AlarmPage>;
  getAlarm(id: string): Promise<Alarm>;
  acknowledgeAlarm(id: string, reason: string): Promise<Alarm>;
}
