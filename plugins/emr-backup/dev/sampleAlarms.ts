import type { Alarm } from '@emr-backup/plugin-emr-backup-common';
import { ago } from './sampleStatus';

const HOUR = 3600;
const DAY = 24 * HOUR;

const clinic = (name: string, title: string) => ({
  ref: `clinic:default/${name}`,
  title,
});

const job = (name: string, title: string) => ({
  ref: `backupjob:default/${name}-nightly`,
  title: `${title} nightly`,
});

/** An open alarm about a late backup of Lakeside. */
export function sampleAlarm(part: Partial<Alarm> = {}): Alarm {
  return {
    id: 'alarm-1',
    kind: 'copies-differ',
    severity: 'normal',
    title: 'The copies in Toronto and Montreal differ',
    message:
      'The newest backup in Toronto is 40 kB smaller than the same one in Montreal.',
    jobs: [job('lakeside', 'Lakeside Family Practice')],
    clinics: [clinic('lakeside', 'Lakeside Family Practice')],
    store: 'toronto-dc',
    drillId: null,
    firstSeenAt: ago(5 * HOUR),
    lastSeenAt: ago(300),
    escalatedAt: null,
    acknowledged: null,
    resolvedAt: null,
    deliveries: [
      {
        message: 'raised',
        channel: 'notification',
        to: 'group:default/it-west',
        state: 'sent',
        attempts: 1,
        at: ago(5 * HOUR),
        problem: null,
      },
      {
        message: 'raised',
        channel: 'email',
        to: 'desk@it-west.example',
        state: 'failed',
        attempts: 3,
        at: ago(4 * HOUR),
        problem: 'The mail server refused the connection.',
      },
    ],
    ...part,
  };
}

/** Open alarms worst first, then one that is over. */
export function sampleAlarms(): Alarm[] {
  return [
    sampleAlarm({
      id: 'alarm-hollow',
      kind: 'hollow',
      severity: 'critical',
      title: 'Harbour Street Clinic: the newest backup is hollow',
      message: 'The backup of 20 Nov is 20 bytes long: an empty gzip.',
      jobs: [job('harbour', 'Harbour Street Clinic')],
      clinics: [clinic('harbour', 'Harbour Street Clinic')],
      store: null,
      drillId: 'drill-failed',
      firstSeenAt: ago(29 * HOUR),
      escalatedAt: ago(20 * HOUR),
    }),
    sampleAlarm(),
    sampleAlarm({
      id: 'alarm-agreement',
      kind: 'agreement-expiring',
      severity: 'low',
      title: 'The agreement with Infomedic ends soon',
      message: 'The PHIPA-agent agreement with Infomedic ends on 1 Feb 2027.',
      store: null,
      firstSeenAt: ago(3 * DAY),
      acknowledged: {
        by: 'user:default/guest',
        at: ago(DAY),
        reason: 'The renewal lies with the lawyers until December.',
      },
      deliveries: [],
    }),
    sampleAlarm({
      id: 'alarm-over',
      kind: 'backup-late',
      severity: 'high',
      title: 'Lakeview Walk-in: the backup came late',
      message: 'The backup of 18 Nov came 3 hours after it was due.',
      jobs: [job('lakeview', 'Lakeview Walk-in')],
      clinics: [clinic('lakeview', 'Lakeview Walk-in')],
      store: null,
      firstSeenAt: ago(4 * DAY),
      resolvedAt: ago(4 * DAY - 3 * HOUR),
    }),
  ];
}
