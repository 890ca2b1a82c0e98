import { metrics } from '@opentelemetry/api';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  AlarmDesk,
  AlarmLedger,
  AlarmNews,
  AlarmRound,
  agreementConcerns,
  ConcernReader,
  Courier,
  mailChannel,
  notificationChannel,
  Outbox,
  selfTestConcerns,
  VendorContacts,
  type Channels,
} from '../alarms';
import { readAlarmPolicy } from '../config';
import { drillOutcomes } from '../drills';
import { DrillWatch, PassedDrillPing, readPingSettings } from '../heartbeats';
import { Mailer, readMailSettings } from '../mail';
import { Gauges, Meters } from '../metrics';
import { toInstant } from '../time';
import type { Foundation } from './foundation';
import type { ReadingRooms } from './readingRooms';
import type { SelfTestRooms } from './selfTestRooms';
import type { HouseServices } from './services';

/** Where it is decided what to tell whom, and told. */
export interface AlarmRooms {
  alarmDesk: AlarmDesk;
  /** Brings the book up to date. */
  round(): Promise<void>;
  /** Sends what waits. */
  deliver(): Promise<void>;
  close(): void;
}

/** Worries of every room → book → recipients. */
export function buildAlarmRooms(
  foundation: Foundation,
  rooms: ReadingRooms & Pick<SelfTestRooms, 'selfTests'>,
  services: HouseServices,
): AlarmRooms {
  const { knex, settings } = foundation;
  const { alarms, known, jobs, heartbeats, selfTests } = rooms;
  const { config, logger } = services;
  const policy = readAlarmPolicy(config);
  const news = new AlarmNews(services);
  const outbox = Outbox.create(knex);
  const vendors = new VendorContacts(services);
  const mailer = buildMailer(services, logger);
  const meters = new Meters({
    gauges: new Gauges(metrics.getMeter('emr-backup')),
    alarms,
    outbox,
    drillOutcomes: () => drillOutcomes(knex),
    selfTests: () => selfTests.newestPerProfile(),
  });
  const watch = new DrillWatch();
  const ping = new PassedDrillPing({
    settings: readPingSettings(config),
    logger,
  });
  const concerns = new ConcernReader({
    inventory: known,
    jobs,
    others: {
      ofJobs: (all, now) => heartbeats.worries(all, now),
      shared: async (all, now) => [
        ...selfTestConcerns(await selfTests.newestPerProfile(), all),
        ...agreementConcerns(await vendors.vendors(now), all, now),
      ],
    },
    onFacts: async (facts, now) => {
      await meters.jobs(facts, now);
      await Promise.all(
        watch.passedSince(facts).map(jobRef => ping.passed(jobRef)),
      );
    },
    logger,
  });
  const book = new AlarmRound({
    concerns: now => concerns.read(now),
    // Without a mail server there is nothing to write to them.
    desks: async now => (mailer ? vendors.desks(now) : new Map()),
    alarms,
    ledger: AlarmLedger.create(knex, policy),
    news,
    policy,
    logger,
  });
  const channels: Channels = {
    notification: notificationChannel(services.notifications),
    ...(mailer && { email: mailChannel(mailer) }),
  };
  const courier = new Courier({
    outbox,
    alarms,
    channels,
    timezone: policy.quietHours?.timezone ?? settings.drills.timezone,
    logger,
  });
  return {
    alarmDesk: new AlarmDesk({ alarms, news }),
    async round() {
      const now = new Date();
      await book.run(now);
      await alarms.forgetResolvedBefore(
        toInstant(now.getTime() - policy.retentionSeconds * 1000),
      );
      await meters.round(now);
    },
    deliver: () => courier.deliver(new Date()),
    close: () => mailer?.close(),
  };
}

function buildMailer(
  { config }: HouseServices,
  logger: LoggerService,
): Mailer | undefined {
  const settings = readMailSettings(config);
  if (settings) return new Mailer(settings, config.getString('app.baseUrl'));
  logger.info(
    'Nobody is told by e-mail: app-config has no emrBackup.mail. Owners get their notifications all the same.',
  );
  return undefined;
}
