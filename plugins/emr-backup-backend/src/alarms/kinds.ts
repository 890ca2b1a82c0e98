import type {
  AlarmKind,
  AlarmSeverity,
} from '@emr-backup/plugin-emr-backup-common';

/** How one kind of alarm is treated. */
export interface KindPolicy {
  severity: AlarmSeverity;
  /** What it is called in a list or a subject line, before the job's name. */
  title: string;
  /** Kinds of one family about one job and store are one cause: the worst of them is told. */
  family: string;
  /** Whether the vendor who runs the job is told too. What is ours to mend is not the vendor's trouble. */
  tellsVendor: boolean;
  /** Is told at once, also in quiet hours. */
  breaksQuiet: boolean;
}

const kind = (
  severity: AlarmSeverity,
  title: string,
  more: Partial<KindPolicy> & { family: string },
): KindPolicy => ({
  severity,
  title,
  tellsVendor: false,
  breaksQuiet: false,
  ...more,
});

/** The treatment of every kind. */
export const KIND_POLICIES: Record<AlarmKind, KindPolicy> = {
  'drill-failed': kind('critical', 'Drill failed, the backup is bad', {
    family: 'drill-failed',
    tellsVendor: true,
    breaksQuiet: true,
  }),
  hollow: kind('critical', 'Backup holds nothing', {
    family: 'content',
    tellsVendor: true,
    breaksQuiet: true,
  }),
  'self-test-missed': kind(
    'critical',
    'The verifier did not catch a broken backup',
    { family: 'self-test', breaksQuiet: true },
  ),
  'backup-missing': kind('critical', 'No backup', {
    family: 'age',
    tellsVendor: true,
  }),
  'backup-late': kind('high', 'Backup late', {
    family: 'age',
    tellsVendor: true,
  }),
  shrunk: kind('high', 'Backup shrank', {
    family: 'content',
    tellsVendor: true,
  }),
  'store-unreachable': kind('high', 'Store cannot be reached', {
    family: 'store',
    tellsVendor: true,
  }),
  'copies-differ': kind('high', 'Copies differ', {
    family: 'copies',
    tellsVendor: true,
  }),
  'key-missing': kind('high', 'Key missing', { family: 'key' }),
  'heartbeat-failed': kind('high', 'Backup job reports a failure', {
    family: 'heartbeat',
    tellsVendor: true,
  }),
  'heartbeat-down': kind('normal', 'No report from the backup job', {
    family: 'heartbeat',
    tellsVendor: true,
  }),
  'custody-missed': kind('normal', 'Media not moved', { family: 'custody' }),
  'drill-error': kind('normal', 'Drills cannot judge the backup', {
    family: 'drill-error',
  }),
  'drill-overdue': kind('normal', 'Drill overdue', { family: 'drill-overdue' }),
  'agreement-expiring': kind('low', 'Agreement expires', {
    family: 'agreement',
  }),
  'vendors-word': kind('low', "Only the vendor's word", {
    family: 'vendors-word',
  }),
};
