import type {
  Alarm,
  AlarmDelivery,
  AlarmKind,
  AlarmSeverity,
  NamedRef,
} from '@emr-backup/plugin-emr-backup-common';
import type { ConcernedJob } from './concerns';
import { KIND_POLICIES } from './kinds';

/** A row of `emr_alarms`. */
export interface AlarmRow {
  id: string;
  cause: string;
  kind: AlarmKind;
  severity: AlarmSeverity;
  severity_rank: number;
  message: string;
  store: string | null;
  drill_id: string | null;
  first_seen_at: string;
  last_seen_at: string;
  raised: number;
  raised_at: string;
  escalated_at: string | null;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  acknowledged_reason: string | null;
  resolved_at: string | null;
}

/** A row of `emr_alarm_jobs`. */
export interface AlarmJobRow {
  alarm_id: string;
  job_ref: string;
  job_title: string;
  clinic_ref: string | null;
  clinic_title: string | null;
  owner: string | null;
  operated_by: string | null;
  joined_at: string;
}

/** A row of `emr_alarm_deliveries`. */
export interface DeliveryRow {
  id: string;
  alarm_id: string;
  message: AlarmDelivery['message'];
  round: number;
  channel: AlarmDelivery['channel'];
  recipient: string;
  concerns: string;
  state: AlarmDelivery['state'];
  attempts: number;
  created_at: string;
  at: string;
  due_at: string;
  problem: string | null;
  claimed_by: string | null;
  claimed_at: string | null;
}

/** An alarm with everything known of it, except who was told. */
export interface AlarmRecord {
  row: AlarmRow;
  jobs: (ConcernedJob & { joinedAt: string })[];
}

export const concernedJobOfRow = (row: AlarmJobRow) => ({
  ref: row.job_ref,
  title: row.job_title,
  clinicRef: row.clinic_ref,
  clinicTitle: row.clinic_title,
  owner: row.owner,
  operatedBy: row.operated_by,
  joinedAt: row.joined_at,
});

/** `1 backup job`, `40 backup jobs`. */
export function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** What an alarm about these jobs is called: in a list, in a subject line. */
export function titleOf(
  { kind, store }: Pick<AlarmRow, 'kind' | 'store'>,
  jobs: readonly ConcernedJob[],
): string {
  const { title } = KIND_POLICIES[kind];
  if (kind === 'store-unreachable' && store)
    return `${title}: ${store} (${countOf(jobs.length, 'backup job')})`;
  if (jobs.length === 1) return `${title}: ${jobs[0].title}`;
  return `${title}: ${countOf(jobs.length, 'backup job')}`;
}

export function alarmOf(
  { row, jobs }: AlarmRecord,
  deliveries: readonly DeliveryRow[],
): Alarm {
  return {
    id: row.id,
    kind: row.kind,
    severity: row.severity,
    title: titleOf(row, jobs),
    message: row.message,
    jobs: jobs.map(({ ref, title }) => ({ ref, title })),
    clinics: clinicsOf(jobs),
    store: row.store,
    drillId: row.drill_id,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    escalatedAt: row.escalated_at,
    acknowledged:
      row.acknowledged_at === null
        ? null
        : {
            by: row.acknowledged_by ?? '',
            at: row.acknowledged_at,
            reason: row.acknowledged_reason ?? '',
          },
    resolvedAt: row.resolved_at,
    deliveries: deliveries.map(deliveryOf),
  };
}

/** The clinics of these jobs, each once. */
export function clinicsOf(jobs: readonly ConcernedJob[]): NamedRef[] {
  const clinics = new Map<string, NamedRef>();
  for (const { clinicRef, clinicTitle } of jobs)
    if (clinicRef !== null)
      clinics.set(clinicRef, {
        ref: clinicRef,
        title: clinicTitle ?? clinicRef,
      });
  return [...clinics.values()];
}

function deliveryOf(row: DeliveryRow): AlarmDelivery {
  return {
    message: row.message,
    channel: row.channel,
    to: row.recipient,
    state: row.state,
    attempts: row.attempts,
    at: row.at,
    problem: row.problem,
  };
}
