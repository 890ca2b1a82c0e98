import {
  drillLogEntry,
  type DrillLogEntry,
} from '@emr-backup/plugin-emr-backup-common';
import { LogLimit } from './LogLimit';

const dump = (number: number) =>
  drillLogEntry('loading', { name: `dump-${number}`, kind: 'mysqldump' });

describe('the limit of a drill’s log', () => {
  it('lets the log of an ordinary drill through as it is', () => {
    const limit = new LogLimit();
    const lines = Array.from({ length: 40 }, (_, number) => dump(number));
    expect(lines.flatMap(line => limit.admit(line))).toEqual(lines);
  });

  it('cuts a long one below 500 lines, says so once, and keeps its end', () => {
    const limit = new LogLimit();
    const ends = [
      drillLogEntry('stopped', { seconds: 1 }),
      drillLogEntry('wiped', { seconds: 1 }),
      drillLogEntry('verdict-failed', { reason: 'hollow', message: 'Empty.' }),
    ];
    const lines = Array.from({ length: 5000 }, (_, number) => dump(number));
    const written = [...lines, ...ends].flatMap(line => limit.admit(line));
    expect(written.length).toBeLessThan(500);
    const codes = written.map(({ code }: DrillLogEntry) => code);
    expect(codes.filter(code => code === 'log-full')).toHaveLength(1);
    expect(codes.slice(-4)).toEqual([
      'log-full',
      'stopped',
      'wiped',
      'verdict-failed',
    ]);
  });
});
