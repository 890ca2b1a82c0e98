import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { AlarmDelivery } from '@emr-backup/plugin-emr-backup-common';
import type { Mailer } from '../mail';
import type { Letter } from './Letter';

/** Users choose by this topic whether and how they want to hear of alarms. */
export const ALARM_TOPIC = 'emr-backup.alarm';

/** A way to reach somebody. What it throws is one plain sentence. */
export interface Channel {
  send(
    to: string,
    letter: Letter,
    /** The same for every message about one alarm; undefined for several alarms together. */
    thread: string | undefined,
  ): Promise<void>;
}

/** The channels of this installation; without a mail server there is no e-mail. */
export type Channels = Partial<Record<AlarmDelivery['channel'], Channel>>;

/** Backstage notifications: who has set up e-mail or Slack there hears of it there. */
export function notificationChannel(
  notifications: NotificationService,
): Channel {
  return {
    async send(to, letter, thread) {
      await notifications.send({
        recipients: { type: 'entity', entityRef: to },
        payload: {
          title: letter.subject,
          description: descriptionOf(letter),
          link: letter.link,
          severity: letter.severity,
          topic: ALARM_TOPIC,
          // A recovery takes the place of the alarm in the list.
          scope: thread,
        },
      });
    },
  };
}

export function mailChannel(mailer: Mailer): Channel {
  return { send: (to, letter, thread) => mailer.send(to, letter, thread) };
}

function descriptionOf({ parts }: Letter): string {
  return parts.length === 1
    ? parts[0].lines.join(' ')
    : parts.map(({ title, lines }) => `${title}. ${lines[0]}`).join('\n');
}
