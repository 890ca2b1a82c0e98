import type {
  AlarmDelivery,
  AlarmSeverity,
} from '@emr-backup/plugin-emr-backup-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { DateTime } from 'luxon';
import { ALARM_SEVERITIES } from '@emr-backup/plugin-emr-backup-common';
import { jobsFor } from './addresses';
import {
  clinicsOf,
  countOf,
  titleOf,
  type AlarmRecord,
  type AlarmRow,
} from './alarmRow';
import { KIND_POLICIES } from './kinds';

/** Names in one list; a longer one says how many more there are. */
const NAMES = 100;

/** What is told, whatever the channel. Sentences of ours, names of the catalog, and nothing from inside a backup. */
export interface Letter {
  subject: string;
  severity: AlarmSeverity;
  /** One for each alarm. */
  parts: LetterPart[];
  /** Path in the console. */
  link: string;
}

/** One alarm in a letter. */
export interface LetterPart {
  title: string;
  /** Sentences, one a line. */
  lines: string[];
  link: string;
}

const PREFIX: Record<AlarmDelivery['message'], string> = {
  raised: '',
  escalated: 'Still open: ',
  resolved: 'Recovered: ',
};

/** Writes one letter about alarms of one kind to one recipient, who reads only of the own jobs. */
export function writeLetter(
  message: AlarmDelivery['message'],
  alarms: readonly AlarmRecord[],
  options: { concerns: string; timezone: string },
): Letter {
  const records = alarms.map(({ row, jobs }) => ({
    row,
    jobs: jobsFor(options, jobs),
  }));
  const parts = records.map(record => partOf(message, record, options));
  const [{ row }] = records;
  const severity = records
    .map(record => record.row.severity)
    .reduce((one, other) =>
      ALARM_SEVERITIES.indexOf(one) < ALARM_SEVERITIES.indexOf(other)
        ? one
        : other,
    );
  return {
    subject:
      parts.length === 1
        ? parts[0].title
        : `${PREFIX[message]}${KIND_POLICIES[row.kind].title}: ${countOf(
            parts.length,
            'alarm',
          )}`,
    severity: message === 'resolved' ? 'normal' : severity,
    parts,
    link: parts.length === 1 ? parts[0].link : '/emr-backup/alarms',
  };
}

function partOf(
  message: AlarmDelivery['message'],
  { row, jobs }: AlarmRecord,
  { timezone }: { timezone: string },
): LetterPart {
  const clinics = clinicsOf(jobs).map(({ title }) => title);
  const at = (instant: string) =>
    DateTime.fromISO(instant)
      .setZone(timezone)
      .setLocale('en')
      .toFormat('d LLL yyyy, HH:mm ZZZZ');
  const lines = [row.message];
  if (message === 'escalated')
    lines.push('Nobody has acknowledged this alarm yet.');
  if (clinics.length > 0)
    lines.push(
      `${clinics.length === 1 ? 'Clinic' : 'Clinics'}: ${names(clinics)}.`,
    );
  if (jobs.length === 1) lines.push(`Backup job: ${jobs[0].title}.`);
  lines.push(
    row.resolved_at === null
      ? `Seen since ${at(row.first_seen_at)}.`
      : `Seen from ${at(row.first_seen_at)} to ${at(
          row.resolved_at,
        )}; it is over.`,
  );
  return {
    title: `${PREFIX[message]}${titleOf(row, jobs)}`,
    lines,
    link: linkOf(row, jobs),
  };
}

function linkOf(
  { drill_id }: AlarmRow,
  jobs: readonly { ref: string }[],
): string {
  if (drill_id !== null)
    return `/emr-backup/drills/${encodeURIComponent(drill_id)}`;
  if (jobs.length !== 1) return '/emr-backup/alarms';
  const { kind, namespace, name } = parseEntityRef(jobs[0].ref);
  return `/catalog/${namespace}/${kind}/${name}`;
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, NAMES).join(', ');
  return all.length > NAMES ? `${shown} and ${all.length - NAMES} more` : shown;
}
