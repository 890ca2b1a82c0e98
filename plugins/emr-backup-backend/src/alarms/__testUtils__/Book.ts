import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  alarmSignalSchema,
  type AlarmSignal,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { readAlarmPolicy, type AlarmPolicy } from '../../config';
import { Mailer } from '../../mail';
import type { VendorDesks } from '../addresses';
import { AlarmLedger } from '../AlarmLedger';
import { AlarmNews } from '../AlarmNews';
import { AlarmRound } from '../AlarmRound';
import { AlarmStore } from '../AlarmStore';
import { mailChannel, notificationChannel } from '../channels';
import { concernsOf, type Concerns, type WorriedJob } from '../concerns';
import { Courier } from '../Courier';
import { Outbox } from '../Outbox';
import type { PostOffice } from './PostOffice';

/** A notification as the service was asked to send it. */
export type SentNotification = NotificationSendOptions['payload'] & {
  to: string;
};

export const VENDOR = 'vendor:default/infomedic';
export const VENDOR_DESK = 'desk@infomedic.example';
export const OWNER = 'group:default/it-west';

/** The policy of an installation that says nothing, or this much. */
export const policyOf = (
  alarms: object = {},
  more: Partial<AlarmPolicy> = {},
): AlarmPolicy => ({
  ...readAlarmPolicy(
    mockServices.rootConfig({ data: { emrBackup: { alarms } } }),
  ),
  ...more,
});

/** One replica's alarm book with its courier. */
export class Book {
  readonly sent: SentNotification[] = [];
  readonly signals: AlarmSignal[] = [];
  readonly events: AlarmSignal[] = [];
  readonly alarms: AlarmStore;
  readonly courier: Courier;
  readonly outbox: Outbox;
  /** While set, notifications are not taken. */
  notificationsDown = false;
  concerns: (now: Date) => Promise<Concerns> = async () => concernsOf([]);
  readonly #round: AlarmRound;
  readonly #mailer: Mailer;

  constructor(
    knex: Knex,
    office: PostOffice,
    policy: AlarmPolicy = policyOf(),
    desks: VendorDesks = new Map([[VENDOR, [VENDOR_DESK]]]),
  ) {
    const logger = mockServices.logger.mock();
    this.alarms = AlarmStore.create(knex);
    this.outbox = Outbox.create(knex);
    this.#mailer = new Mailer(
      {
        host: '127.0.0.1',
        port: office.port,
        secure: false,
        requireTls: false,
        from: 'EMR Backup <backup@console.example>',
      },
      'https://console.example',
    );
    this.courier = new Courier({
      outbox: this.outbox,
      alarms: this.alarms,
      channels: {
        email: mailChannel(this.#mailer),
        notification: notificationChannel({
          send: async ({ recipients, payload }) => {
            if (this.notificationsDown)
              throw new TypeError('fetch failed: John Doe');
            if (recipients.type === 'entity')
              this.sent.push({ ...payload, to: String(recipients.entityRef) });
          },
        }),
      },
      timezone: 'America/Toronto',
      logger,
    });
    this.#round = new AlarmRound({
      concerns: now => this.concerns(now),
      desks: async () => desks,
      alarms: this.alarms,
      ledger: AlarmLedger.create(knex, policy),
      news: new AlarmNews({
        signals: {
          publish: async ({ message }) => {
            this.signals.push(alarmSignalSchema.parse(message));
          },
        },
        events: {
          publish: async ({ eventPayload }) => {
            this.events.push(alarmSignalSchema.parse(eventPayload));
          },
          subscribe: async () => {},
        },
        logger,
      }),
      policy,
      logger,
    });
  }

  /** Looks, decides, tells. */
  async tick(now: Date, worried?: readonly WorriedJob[]): Promise<void> {
    if (worried) this.concerns = async () => concernsOf(worried);
    await this.#round.run(now);
    await this.courier.deliver(now);
  }

  /** The book alone; nothing is sent. */
  async decide(now: Date, worried: readonly WorriedJob[]): Promise<void> {
    this.concerns = async () => concernsOf(worried);
    await this.#round.run(now);
  }

  async open() {
    const query = { state: 'open', limit: 200, offset: 0 } as const;
    return (await this.alarms.list(query)).items;
  }

  async resolved() {
    const query = { state: 'resolved', limit: 200, offset: 0 } as const;
    return (await this.alarms.list(query)).items;
  }

  close(): void {
    this.#mailer.close();
  }
}
