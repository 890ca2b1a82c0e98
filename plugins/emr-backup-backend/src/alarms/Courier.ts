import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AlarmDelivery } from '@emr-backup/plugin-emr-backup-common';
import { DeliveryProblem } from '../mail';
import { addressKey } from './addresses';
import type { AlarmRecord, DeliveryRow } from './alarmRow';
import type { AlarmStore } from './AlarmStore';
import type { Channels } from './channels';
import { KIND_POLICIES } from './kinds';
import { writeLetter } from './Letter';
import type { Outbox } from './Outbox';

/** One letter, and the deliveries it settles. */
interface Errand {
  message: AlarmDelivery['message'];
  alarms: AlarmRecord[];
  deliveries: DeliveryRow[];
}

/** Carries waiting messages to their recipients: what waits for one recipient about one kind of trouble is one letter. */
export class Courier {
  constructor(
    private readonly options: {
      outbox: Outbox;
      alarms: AlarmStore;
      channels: Channels;
      /** Zone of the times in letters. */
      timezone: string;
      logger: LoggerService;
    },
  ) {}

  /** One letter that cannot be delivered is a row with its problem; the others go on. */
  async deliver(now: Date): Promise<void> {
    const { outbox, alarms } = this.options;
    const claimed = await outbox.claim(now);
    const records = await alarms.records([
      ...new Set(claimed.map(row => row.alarm_id)),
    ]);
    for (const rows of byAddress(claimed).values())
      for (const errand of errandsOf(rows, records))
        await this.#send(errand, now);
  }

  async #send(
    { message, alarms, deliveries }: Errand,
    now: Date,
  ): Promise<void> {
    const { outbox, channels, timezone, logger } = this.options;
    const { channel, recipient, concerns } = deliveries[0];
    try {
      const way = channels[channel];
      if (!way)
        throw new DeliveryProblem(
          'No mail server is configured (emrBackup.mail).',
        );
      await way.send(
        recipient,
        writeLetter(message, alarms, { concerns, timezone }),
        alarms.length === 1 ? `emr-alarm-${alarms[0].row.id}` : undefined,
      );
    } catch (error) {
      const problem = problemOf(error, channel);
      logger.warn(`An alarm could not be told to ${recipient}: ${problem}`);
      await outbox.failed(deliveries, problem, now);
      return;
    }
    await outbox.sent(deliveries, now);
  }
}

/** The message of an unknown exception may hold anything, so only its class goes on. */
function problemOf(error: unknown, channel: AlarmDelivery['channel']): string {
  if (error instanceof DeliveryProblem) return error.message;
  const kind = error instanceof Error ? error.name : typeof error;
  return channel === 'notification'
    ? `The notifications of Backstage did not take it (${kind}).`
    : `The mail server did not take it (${kind}).`;
}

function byAddress(rows: readonly DeliveryRow[]): Map<string, DeliveryRow[]> {
  const groups = new Map<string, DeliveryRow[]>();
  for (const row of rows) {
    const { channel, recipient: to, concerns } = row;
    const key = addressKey({ channel, to, concerns });
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

/** Of each alarm only the newest word is told; alarms of one kind share a letter, failed drills have one each. */
function errandsOf(
  rows: readonly DeliveryRow[],
  records: ReadonlyMap<string, AlarmRecord>,
): Errand[] {
  const ofAlarm = new Map<string, DeliveryRow[]>();
  for (const row of rows)
    ofAlarm.set(row.alarm_id, [...(ofAlarm.get(row.alarm_id) ?? []), row]);
  const errands = new Map<string, Errand>();
  for (const [id, deliveries] of ofAlarm) {
    const record = records.get(id);
    if (!record) continue;
    const message = newest(deliveries);
    const { kind } = record.row;
    const alone = KIND_POLICIES[kind].family === 'drill-failed' ? id : '';
    const key = JSON.stringify([message, kind, alone]);
    const errand = errands.get(key) ?? { message, alarms: [], deliveries: [] };
    errand.alarms.push(record);
    errand.deliveries.push(...deliveries);
    errands.set(key, errand);
  }
  return [...errands.values()];
}

function newest(rows: readonly DeliveryRow[]): AlarmDelivery['message'] {
  const messages = new Set(rows.map(({ message }) => message));
  if (messages.has('resolved')) return 'resolved';
  return messages.has('escalated') ? 'escalated' : 'raised';
}
