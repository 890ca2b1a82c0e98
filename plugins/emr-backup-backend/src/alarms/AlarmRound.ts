import type { LoggerService } from '@backstage/backend-plugin-api';
import { Pace } from '../pace';
import type { AlarmLedger } from './AlarmLedger';
import type { AlarmNews } from './AlarmNews';
import type { AlarmStore } from './AlarmStore';
import type { VendorDesks } from './addresses';
import type { Concerns } from './concerns';
import { decide } from './decide';
import type { AlarmPolicy } from './policy';

/** Brings the book up to date with what is wrong now. Made twice, it does no harm. */
export class AlarmRound {
  constructor(
    private readonly options: {
      concerns: (now: Date) => Promise<Concerns>;
      desks: (now: Date) => Promise<VendorDesks>;
      alarms: AlarmStore;
      ledger: AlarmLedger;
      news: AlarmNews;
      policy: AlarmPolicy;
      logger: LoggerService;
    },
  ) {}

  async run(now: Date): Promise<void> {
    const { alarms, ledger, news, policy, logger } = this.options;
    // The book first: an alarm another replica raises on fresher facts is then not closed on older ones.
    const open = await alarms.open();
    const changes = decide({
      open,
      concerns: await this.options.concerns(now),
      desks: await this.options.desks(now),
      policy,
      now,
    });
    const seen: string[] = [];
    const pace = new Pace();
    for (const change of changes) {
      if (change.type === 'seen') {
        seen.push(change.alarm.id);
        continue;
      }
      // After an outage there may be one for every clinic.
      await pace.rest();
      const told = await ledger.apply(change, now);
      if (!told) continue;
      const name =
        change.type === 'raise' ? change.concern.kind : change.alarm.kind;
      logger.info(`Alarm ${told.alarmId} (${name}): ${told.change}.`);
      await news.tell(told);
    }
    await ledger.seen(seen, now);
  }
}
