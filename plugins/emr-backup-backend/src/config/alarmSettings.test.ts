import { mockServices } from '@backstage/backend-test-utils';
import { readPingSettings } from '../heartbeats';
import { readMailSettings } from '../mail';
import { readAlarmPolicy } from './alarmSettings';

const config = (emrBackup: object = {}) =>
  mockServices.rootConfig({ data: { emrBackup } });

describe('alarms in app-config', () => {
  it('have defaults that tell owners and escalate to nobody', () => {
    expect(readAlarmPolicy(config())).toEqual({
      patienceSeconds: 900,
      escalation: {
        afterSeconds: 4 * 3600,
        severities: ['critical', 'high'],
        to: [],
      },
      quietHours: null,
      digestSeconds: null,
      retentionSeconds: 400 * 86_400,
    });
  });

  it('take recipients, quiet hours in a zone and a digest', () => {
    const alarms = {
      patience: 'PT1H',
      digest: { hours: 12 },
      escalation: {
        after: 'PT30M',
        to: ['Group:default/On-Call', 'boss@example.org'],
        severities: ['critical'],
      },
      quietHours: { window: '22:00-07:00' },
    };
    const policy = readAlarmPolicy(
      config({ alarms, drills: { timezone: 'America/Regina' } }),
    );
    expect(policy).toMatchObject({
      patienceSeconds: 3600,
      digestSeconds: 43_200,
      escalation: {
        afterSeconds: 1800,
        to: ['group:default/on-call', 'boss@example.org'],
        severities: ['critical'],
      },
      quietHours: {
        window: { startMinute: 22 * 60, endMinute: 7 * 60 },
        timezone: 'America/Regina',
      },
    });
  });

  it.each([
    [{ escalation: { to: ['on-call'] } }, 'escalation.to has "on-call"'],
    [{ escalation: { to: ['a@b, c@d'] } }, 'escalation.to has "a@b, c@d"'],
    [{ escalation: { severities: ['bad'] } }, 'severities has "bad"'],
    [{ escalation: { after: 'PT0S' } }, 'escalation.after is "PT0S"'],
    [{ quietHours: { window: 'at night' } }, '"at night" is not a window'],
    [{ quietHours: { window: '07:00-07:00' } }, 'quietHours.window is "07:00'],
    [
      { quietHours: { window: '22:00-07:00', timezone: 'Toronto' } },
      'quietHours.timezone is "Toronto"',
    ],
  ])('refuse %j by key and value', (alarms, message) => {
    expect(() => readAlarmPolicy(config({ alarms }))).toThrow(message);
  });
});

describe('the mail server in app-config', () => {
  const mail = { host: 'smtp.example.org', from: 'backup@example.org' };

  it('may be absent', () => {
    expect(readMailSettings(config())).toBeUndefined();
  });

  it('sends a password only over TLS unless somebody says otherwise', () => {
    expect(readMailSettings(config({ mail }))).toEqual({
      host: 'smtp.example.org',
      port: 587,
      secure: false,
      requireTls: false,
      from: 'backup@example.org',
      login: undefined,
    });
    const login = { ...mail, user: 'emr', pass: 'secret' };
    expect(readMailSettings(config({ mail: login }))).toMatchObject({
      requireTls: true,
      login: { user: 'emr', pass: 'secret' },
    });
    expect(
      readMailSettings(config({ mail: { ...login, secure: true } })),
    ).toMatchObject({ port: 465, secure: true, requireTls: false });
  });

  it.each([
    [{ ...mail, from: 'nobody' }, 'emrBackup.mail.from is "nobody"'],
    [{ ...mail, port: 0 }, 'emrBackup.mail.port is 0'],
    [{ from: 'a@b.example' }, 'emrBackup.mail.host'],
    [{ ...mail, user: 'emr' }, 'emrBackup.mail.pass'],
  ])('refuse %j by key', (data, message) => {
    expect(() => readMailSettings(config({ mail: data }))).toThrow(message);
  });
});

describe('the ping in app-config', () => {
  it('is an address for all jobs, and others for single ones', () => {
    expect(
      readPingSettings(
        config({
          ping: {
            url: 'https://a.example/1',
            jobs: [{ job: 'BackupJob:default/x', url: 'https://a.example/2' }],
          },
        }),
      ),
    ).toEqual({
      url: 'https://a.example/1',
      jobs: new Map([['backupjob:default/x', 'https://a.example/2']]),
    });
  });

  it.each(['file:///etc/passwd', 'secret-token'])(
    'refuses %s without repeating it',
    url => {
      const read = () => readPingSettings(config({ ping: { url } }));
      expect(read).toThrow(
        'emrBackup.ping.url must be an http or https address.',
      );
      expect(read).not.toThrow(url);
    },
  );
});
