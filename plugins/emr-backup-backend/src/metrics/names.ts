/** Every metric. Prometheus sees a counter's name with `_total` at its end. */
export const METRICS = {
  emr_backup_backup_age_seconds: {
    description: 'Age of the newest backup in the drilled copy',
    labels: ['job'],
  },
  emr_backup_backup_allowed_age_seconds: {
    description: 'Age at which that backup is late: schedule and grace',
    labels: ['job'],
  },
  emr_backup_proof_age_seconds: {
    description: 'Time since a drill last restored a backup of the job',
    labels: ['job'],
  },
  emr_backup_standing: {
    description: '1 for the standing the job has now, 0 for the others',
    labels: ['job', 'standing'],
  },
  emr_backup_open_alarms: {
    description: 'Open alarms',
    labels: ['kind'],
  },
  emr_backup_alarm_messages: {
    description: 'Messages about alarms: waiting, held, sent or failed',
    labels: ['state'],
  },
  emr_backup_drills: {
    description: 'Drills that ended',
    labels: ['outcome'],
    counter: true,
  },
  emr_backup_drill_duration_seconds: {
    description: 'What the newest drill of the job took',
    labels: ['job'],
  },
  emr_backup_observation_failures: {
    description: 'Copies that could not be looked at the last time',
    labels: ['store'],
  },
  emr_backup_queue_depth: {
    description: 'Drills that wait or run',
    labels: ['state'],
  },
  emr_backup_self_test_catch_rate: {
    description: 'Share of broken backups the newest self-test caught',
    labels: ['profile'],
  },
  emr_backup_last_round_timestamp_seconds: {
    description: 'When the alarms were last looked after, in Unix time',
    labels: [],
  },
} satisfies Record<string, MetricDefinition>;

/** The name of a metric. */
export type MetricName = keyof typeof METRICS;

/** What one metric is. */
export interface MetricDefinition {
  description: string;
  /** One series for each value of each label. */
  labels: string[];
  counter?: boolean;
}
