import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  ALARM_SIGNAL_CHANNEL,
  type AlarmSignal,
} from '@emr-backup/plugin-emr-backup-common';

/** Topic on which other plugins hear of alarms; the payload is an {@link AlarmSignal}. */
export const ALARM_EVENT_TOPIC = 'emr-backup.alarm';

/** Tells pages and other plugins that an alarm changed. They ask for the rest, so nothing but ids is sent. */
export class AlarmNews {
  constructor(
    private readonly options: {
      signals: SignalsService;
      events: EventsService;
      logger: LoggerService;
    },
  ) {}

  /** News that cannot be delivered never disturbs the book. */
  async tell(message: AlarmSignal): Promise<void> {
    const { signals, events, logger } = this.options;
    const told = await Promise.allSettled([
      signals.publish({
        recipients: { type: 'broadcast' },
        channel: ALARM_SIGNAL_CHANNEL,
        message,
      }),
      events.publish({ topic: ALARM_EVENT_TOPIC, eventPayload: message }),
    ]);
    if (told.some(({ status }) => status === 'rejected'))
      logger.debug(`News of alarm ${message.alarmId} could not be delivered.`);
  }
}
