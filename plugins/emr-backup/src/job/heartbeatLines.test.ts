import { heartbeatLines } from './heartbeatLines';

describe('heartbeatLines', () => {
  const lines = heartbeatLines(
    'https://portal.example/api/emr-backup',
    'backupjob:default/lakeside',
    'secret',
  );

  it('report the start, and success or failure of the backup', () => {
    const events = lines.flatMap(line => /event=(\w+)/.exec(line)?.[1] ?? []);
    expect(events).toEqual(['start', 'success', 'failure']);
    expect(lines.join('\n')).toContain(
      'https://portal.example/api/emr-backup/jobs/backupjob%3Adefault%2Flakeside/heartbeat',
    );
  });

  it('never put the token on the command line of a program', () => {
    expect(
      lines.filter(line => line.includes('curl') && line.includes('secret')),
    ).toEqual([]);
  });
});
