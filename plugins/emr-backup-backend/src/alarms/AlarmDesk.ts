import type { Alarm } from '@emr-backup/plugin-emr-backup-common';
import type { AlarmNews } from './AlarmNews';
import type { AlarmStore } from './AlarmStore';

/** Where alarms are acknowledged. */
export class AlarmDesk {
  constructor(
    private readonly options: { alarms: AlarmStore; news: AlarmNews },
  ) {}

  async acknowledge(
    id: string,
    known: { by: string; reason: string },
    now: Date,
  ): Promise<Alarm> {
    const { alarms, news } = this.options;
    const alarm = await alarms.acknowledge(id, known, now);
    await news.tell({ alarmId: id, change: 'acknowledged' });
    return alarm;
  }
}
