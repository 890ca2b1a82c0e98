import type { JsonObject } from '@backstage/types';
import { complaintsAbout, entityOf } from '../testing/complaints';

const copy = { store: 'toronto-dc', path: 'lakeside/*.enc' };
const good = {
  owner: 'group:default/it-west',
  server: 'lakeside-oscar',
  operatedBy: 'vendor:default/infomedic',
  schedule: { every: 'PT4H' },
  grace: 'PT1H',
  copies: [{ ...copy, location: 'Toronto', offsite: true, immutable: false }],
  key: 'lakeside-oscar',
  objectives: { rpo: 'PT4H', rto: 'PT8H', allowance: 'PT1H' },
  drill: {
    every: 'P30D',
    window: '20:00-06:00',
    profile: 'oscar',
    pool: 'default',
  },
  checks: [
    { id: 'patients', sql: 'SELECT COUNT(*) FROM demographic;', min: 1 },
    { id: 'version', sql: "select ';' -- a; b", equals: ';' },
    { id: 'open', sql: 'WITH a AS (SELECT 1 AS n) SELECT n FROM a', max: 9 },
  ],
  canaries: [{ table: 'demographic', column: 'last_name', value: 'Zoë Łuk' }],
};

const complaints = (spec: JsonObject) =>
  complaintsAbout(entityOf('BackupJob', 'lakeside-nightly', spec));

const DURATION = 'it must be an ISO 8601 duration such as PT4H';
const RHYTHM =
  "it must be either { every: PT4H } or { cron: '1 23 * * *', timezone: America/Toronto }";
const CRON =
  "it must be a cron line of five fields (minute, hour, day of month, month, day of week) such as '1 23 * * *'";
const WINDOW =
  "it must be local hours written HH:MM-HH:MM such as '20:00-06:00'";
const GLOB =
  "it must be a path or glob inside the store, with forward slashes, such as 'lakeside/*.enc'";
const SELECT =
  "it must be one SELECT statement such as 'SELECT COUNT(*) FROM demographic'";
const DRILL =
  'it must be an object with at most one of every, cron and after, and with timezone, window, spacing, pick (random not beside after), within, profile, pool';
const COPIES =
  'it must be a list of the places where backups lie, such as [{ store: toronto-dc, path: lakeside/*.enc }], or [] where only the vendor has any';
const CUSTODY =
  "it must be either { every: P7D } or { cron: '0 18 * * 5', timezone: America/Toronto }, with grace if need be";
const NAME =
  'letters and digits, in parts joined by - or _, starting with a letter, at most 63 characters';

describe('the schema of a BackupJob', () => {
  it.each<[string, JsonObject]>([
    ['with every field', good],
    [
      'with only what is required',
      {
        owner: 'it-west',
        server: 'lakeside-oscar',
        schedule: { cron: '1 23 * * *' },
        copies: [copy],
      },
    ],
    [
      'on a cron line with names and a time zone',
      {
        ...good,
        schedule: { cron: '30 2 * JAN-MAR MON,THU', timezone: 'Asia/Tokyo' },
      },
    ],
    ['operated by the clinic', { ...good, operatedBy: 'user:default/mina' }],
    [
      'with braces in the glob',
      { ...good, copies: [{ ...copy, path: 'x/**/*.{enc,sql.gz}' }] },
    ],
    [
      'with a file name that holds two dots',
      { ...good, copies: [{ ...copy, path: 'x/dump..gz' }] },
    ],
    ['without a rhythm for drills', { ...good, drill: {} }],
    ['of high criticality', { ...good, criticality: 'high' }],
    [
      'that is drilled after each backup',
      { ...good, drill: { after: 'each-backup', spacing: 'PT6H' } },
    ],
    [
      'of which any backup of the last month is drilled on Sundays',
      {
        ...good,
        drill: {
          cron: '0 3 * * SUN',
          timezone: 'America/Vancouver',
          pick: 'random',
          within: 'P30D',
        },
      },
    ],
    [
      'whose newest backup is drilled after it came',
      { ...good, drill: { after: 'each-backup', pick: 'newest' } },
    ],
    ['of which only the vendor has backups', { ...good, copies: [] }],
    [
      'with a replica',
      { ...good, copies: [copy, { ...copy, role: 'replica', medium: 'disk' }] },
    ],
    [
      'with disks that are carried home each Friday',
      {
        ...good,
        copies: [
          {
            ...copy,
            role: 'backup',
            medium: 'USB disk',
            custody: {
              cron: '0 18 * * 5',
              timezone: 'America/Vancouver',
              grace: 'P1D',
            },
          },
        ],
      },
    ],
    [
      'with tapes that are carried away every two weeks',
      { ...good, copies: [{ ...copy, custody: { every: 'P14D' } }] },
    ],
  ])('accepts a job %s', async (_, spec) => {
    expect(await complaints(spec)).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [
      { schedule: { every: '4 hours' } },
      `spec.schedule.every is "4 hours"; ${DURATION}`,
    ],
    [
      { schedule: { every: 'PT0S' } },
      `spec.schedule.every is "PT0S"; ${DURATION}, longer than zero`,
    ],
    [
      { grace: '-PT1H' },
      `spec.grace is "-PT1H"; ${DURATION}, longer than zero`,
    ],
    [{ grace: 60 }, `spec.grace is 60; ${DURATION}`],
    [
      { objectives: { rpo: 'P' } },
      `spec.objectives.rpo is "P"; ${DURATION}, longer than zero`,
    ],
    [
      { objectives: { rpr: 'PT1H' } },
      'spec.objectives.rpr is not a known field; did you mean spec.objectives.rpo?',
    ],
    [{ schedule: {} }, `spec.schedule is an empty object; ${RHYTHM}`],
    [{ schedule: 'daily' }, `spec.schedule is "daily"; ${RHYTHM}`],
    [
      { schedule: { every: 'PT4H', cron: '1 23 * * *' } },
      `spec.schedule is { every, cron }; ${RHYTHM}`,
    ],
    [
      { schedule: { every: 'PT4H', timezone: 'America/Toronto' } },
      'spec.schedule.timezone only has a meaning together with spec.schedule.cron, which is missing',
    ],
    [
      { schedule: { cron: '61 23 * * *' } },
      `spec.schedule.cron is "61 23 * * *"; ${CRON}`,
    ],
    [
      { schedule: { cron: '23 * * *' } },
      `spec.schedule.cron is "23 * * *"; ${CRON}`,
    ],
    [
      { schedule: { cron: '0 0 1 23 * *' } },
      `spec.schedule.cron is "0 0 1 23 * *"; ${CRON}`,
    ],
    [
      { schedule: { cron: 'H 23 * * *' } },
      `spec.schedule.cron is "H 23 * * *"; ${CRON}`,
    ],
    [
      { schedule: { cron: '0 0 30 2 *' } },
      `spec.schedule.cron is "0 0 30 2 *"; ${CRON}`,
    ],
    [
      { schedule: { cron: '@daily' } },
      `spec.schedule.cron is "@daily"; ${CRON}`,
    ],
    [
      { schedule: { cron: '1 23 * * *', timezone: 'Toronto' } },
      'spec.schedule.timezone is "Toronto"; it must be an IANA time zone such as America/Toronto',
    ],
    [
      { drill: { every: 'P30D', cron: '1 23 * * *' } },
      `spec.drill is { every, cron }; ${DRILL}`,
    ],
    [
      { drill: { every: 'P30D', after: 'each-backup' } },
      `spec.drill is { every, after }; ${DRILL}`,
    ],
    [
      { drill: { after: 'each-backup', pick: 'random' } },
      `spec.drill is { after, pick }; ${DRILL}`,
    ],
    [
      { drill: { after: 'backup' } },
      'spec.drill.after is "backup"; it must be one of each-backup',
    ],
    [
      { drill: { every: 'P7D', spacing: 'PT1H' } },
      'spec.drill.spacing only has a meaning together with spec.drill.after, which is missing',
    ],
    [
      { drill: { every: 'P7D', within: 'P30D' } },
      'spec.drill.within only has a meaning together with spec.drill.pick, which is missing',
    ],
    [
      { drill: { every: 'P7D', pick: 'oldest' } },
      'spec.drill.pick is "oldest"; it must be one of newest, random',
    ],
    [
      { drill: { every: 'P7D', pick: 'random', within: '30 days' } },
      `spec.drill.within is "30 days"; ${DURATION}`,
    ],
    [
      { criticality: 'urgent' },
      'spec.criticality is "urgent"; it must be one of high, normal, low',
    ],
    [
      { drill: { window: '8pm-6am' } },
      `spec.drill.window is "8pm-6am"; ${WINDOW}`,
    ],
    [
      { drill: { window: '24:00-06:00' } },
      `spec.drill.window is "24:00-06:00"; ${WINDOW}`,
    ],
    [
      { drill: { window: '20:00-20:00' } },
      `spec.drill.window is "20:00-20:00"; ${WINDOW}, with an end that differs from its start`,
    ],
    [{ copies: 'none' }, `spec.copies is "none"; ${COPIES}`],
    [{ copies: copy }, `spec.copies is { store, path }; ${COPIES}`],
    [
      { copies: [{ ...copy, path: '../other/*.enc' }] },
      `spec.copies[0].path is "../other/*.enc"; ${GLOB}, and without '..', which would lead out of the store`,
    ],
    [
      { copies: [{ ...copy, path: 'a/{..,b}/c' }] },
      `spec.copies[0].path is "a/{..,b}/c"; ${GLOB}, and without '..', which would lead out of the store`,
    ],
    [
      { copies: [copy, { ...copy, path: '/etc/*' }] },
      `spec.copies[1].path is "/etc/*"; ${GLOB}, relative to the store, not to the root of a disk`,
    ],
    [
      { copies: [{ ...copy, path: 'C:/backups/*' }] },
      `spec.copies[0].path is "C:/backups/*"; ${GLOB}, relative to the store, not to the root of a disk`,
    ],
    [
      { copies: [{ ...copy, path: 'lakeside\\*.enc' }] },
      `spec.copies[0].path is "lakeside\\\\*.enc"; ${GLOB}`,
    ],
    [{ copies: [{ ...copy, path: '' }] }, `spec.copies[0].path is ""; ${GLOB}`],
    [
      { copies: [{ path: 'x/*' }] },
      `spec.copies[0].store is missing; it must be the name of a store in app-config (${NAME})`,
    ],
    [
      { copies: [{ ...copy, store: 'toronto dc' }] },
      `spec.copies[0].store is "toronto dc"; it must be the name of a store in app-config (${NAME})`,
    ],
    [
      { copies: [{ ...copy, offsite: 'yes' }] },
      'spec.copies[0].offsite is "yes"; it must be true or false',
    ],
    [
      { copies: [{ ...copy, off_site: true }] },
      'spec.copies[0].off_site is not a known field; did you mean spec.copies[0].offsite?',
    ],
    [
      { copies: [{ ...copy, role: 'slave' }] },
      'spec.copies[0].role is "slave"; it must be one of backup, replica, mirror',
    ],
    [
      { copies: [{ ...copy, medium: ' ' }] },
      'spec.copies[0].medium is " "; it must be a text of at most 200 characters such as \'object storage\'',
    ],
    [
      { copies: [{ ...copy, custody: 'weekly' }] },
      `spec.copies[0].custody is "weekly"; ${CUSTODY}`,
    ],
    [
      { copies: [{ ...copy, custody: { grace: 'P1D' } }] },
      `spec.copies[0].custody is { grace }; ${CUSTODY}`,
    ],
    [
      { copies: [{ ...copy, custody: { every: 'P7D', cron: '0 18 * * 5' } }] },
      `spec.copies[0].custody is { every, cron }; ${CUSTODY}`,
    ],
    [
      { copies: [{ ...copy, custody: { cron: 'fridays' } }] },
      `spec.copies[0].custody.cron is "fridays"; ${CRON}`,
    ],
    [
      {
        copies: [
          { ...copy, custody: { every: 'P7D', timezone: 'America/Toronto' } },
        ],
      },
      'spec.copies[0].custody.timezone only has a meaning together with spec.copies[0].custody.cron, which is missing',
    ],
    [
      { copies: [{ ...copy, custody: { every: 'P7D', grace: 'a day' } }] },
      `spec.copies[0].custody.grace is "a day"; ${DURATION}`,
    ],
    [
      { checks: [{ id: 'Patients!', sql: 'SELECT 1' }] },
      'spec.checks[0].id is "Patients!"; it must be a short name of lower case letters, digits and -',
    ],
    [{ checks: [{ id: 'a' }] }, `spec.checks[0].sql is missing; ${SELECT}`],
    [
      { checks: [{ id: 'a', sql: 'DELETE FROM demographic' }] },
      `spec.checks[0].sql is "DELETE FROM demographic"; ${SELECT}`,
    ],
    [
      { checks: [{ id: 'a', sql: 'SELECT 1; DROP TABLE a' }] },
      `spec.checks[0].sql is "SELECT 1; DROP TABLE a"; ${SELECT}, without a second statement`,
    ],
    [
      { checks: [{ id: 'a', sql: 'SELECT 1', equals: true }] },
      'spec.checks[0].equals is true; it must be a number or a text',
    ],
    [
      { checks: [{ id: 'a', sql: 'SELECT 1', min: '1' }] },
      'spec.checks[0].min is "1"; it must be a number',
    ],
    [
      { canaries: [{ table: 'demographic', value: 'Zoë' }] },
      'spec.canaries[0].column is missing; it must be a text of at most 200 characters such as last_name',
    ],
    [
      { canaries: [{ table: 'a', column: 'b', text: 'Zoë', value: 'x' }] },
      'spec.canaries[0].text is not a known field; allowed are table, column, value',
    ],
    [
      { server: 'clinic:default/lakeside' },
      'spec.server is "clinic:default/lakeside"; it must be the ref of an EmrServer such as emrserver:default/lakeside-oscar',
    ],
    [
      { operatedBy: 'component:default/cron' },
      'spec.operatedBy is "component:default/cron"; it must be the ref of a Vendor, Group or User such as vendor:default/infomedic',
    ],
    [
      { schedul: { every: 'PT4H' } },
      'spec.schedul is not a known field; did you mean spec.schedule?',
    ],
  ])('refuses %j', async (change, sentence) => {
    expect(await complaints({ ...good, ...change })).toEqual([
      `BackupJob default/lakeside-nightly: ${sentence}`,
    ]);
  });

  it.each<[string, string | number | JsonObject]>([
    [
      'a private key',
      '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----',
    ],
    ['a text of two lines', 'lakeside\noscar'],
    ['an age identity', `AGE-SECRET-KEY-1${'Q'.repeat(40)}`],
    ['a hexadecimal key', '8f14e45fceea167a5a36dedd4bea2543'],
    ['a hexadecimal key that starts with a letter', `a${'0f'.repeat(16)}`],
    ['a base64 key', 'c2VjcmV0LXBhc3NwaHJhc2U='],
    ['a token', 'xK9mQ2vL7pR4tW8zB3nJ6'],
    ['a passphrase with spaces', 'correct horse battery staple'],
    ['a number', 20261120],
    ['an object', { passphrase: 'hunter2-hunter2' }],
  ])('refuses %s as key and never repeats it', async (_, key) => {
    const lines = await complaints({ ...good, key });
    expect(lines).toEqual([
      `BackupJob default/lakeside-nightly: spec.key is not a name (its value is not shown because it may be a secret); it must be the name of a key in app-config (${NAME}), never the key itself`,
    ]);
  });

  it('tells all problems at once, one a line', async () => {
    expect(
      await complaints({
        owner: 'it-west',
        schedule: { every: 'daily' },
        copies: [{ store: 'toronto-dc', path: '/x', foo: 1 }],
      }),
    ).toEqual([
      'BackupJob default/lakeside-nightly: spec.server is missing; it must be the ref of an EmrServer such as emrserver:default/lakeside-oscar',
      `BackupJob default/lakeside-nightly: spec.schedule.every is "daily"; ${DURATION}`,
      'BackupJob default/lakeside-nightly: spec.copies[0].foo is not a known field; allowed are store, path, location, offsite, immutable, role, medium, custody',
      `BackupJob default/lakeside-nightly: spec.copies[0].path is "/x"; ${GLOB}, relative to the store, not to the root of a disk`,
    ]);
  });
});
