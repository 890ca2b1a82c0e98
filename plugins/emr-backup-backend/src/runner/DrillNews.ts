import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  DRILL_SIGNAL_CHANNEL,
  type DrillSignal,
} from '@emr-backup/plugin-emr-backup-common';

/** Topic on which other plugins hear of drills; the payload is a {@link DrillSignal}. */
export const DRILL_EVENT_TOPIC = 'emr-backup.drill';

/** Tells pages and other plugins that a drill moved on. They ask for the rest, so nothing but ids is sent. */
export class DrillNews {
  constructor(
    private readonly options: {
      signals: SignalsService;
      events: EventsService;
      logger: LoggerService;
    },
  ) {}

  /** News that cannot be delivered never disturbs a drill. */
  async tell(message: DrillSignal): Promise<void> {
    const { signals, events, logger } = this.options;
    const told = await Promise.allSettled([
      signals.publish({
        recipients: { type: 'broadcast' },
        channel: DRILL_SIGNAL_CHANNEL,
        message,
      }),
      events.publish({ topic: DRILL_EVENT_TOPIC, eventPayload: message }),
    ]);
    if (told.some(({ status }) => status === 'rejected'))
      logger.debug(`News of drill ${message.drillId} could not be delivered.`);
  }
}
