import type { JsonObject } from '@backstage/types';
import { complaintsAbout, entityOf } from '../testing/complaints';

const good = {
  owner: 'group:default/it-west',
  timezone: 'America/Toronto',
  region: 'Ontario',
  size: 6,
  openingHours: 'Mon-Fri 08:00-18:00; Sat 9-12',
  criticality: 'high',
};

const complaints = (spec: JsonObject) =>
  complaintsAbout(entityOf('Clinic', 'lakeside', spec));

const TIMEZONE = 'it must be an IANA time zone such as America/Toronto';
const OWNER =
  'it must be the ref of a Group or User such as group:default/it-west';
const OPENING =
  "it must be opening hours written like 'Mon-Fri 08:00-18:00; Sat 09:00-12:00'";
const SIZE =
  'it must be the number of clinicians, a whole number of at least 1';

describe('the schema of a Clinic', () => {
  it('accepts a full and a minimal clinic', async () => {
    expect(await complaints(good)).toEqual([]);
    expect(
      await complaints({ owner: 'user:mina', timezone: 'Europe/Berlin' }),
    ).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [{ timezone: 'Toronto' }, `spec.timezone is "Toronto"; ${TIMEZONE}`],
    [{ timezone: '+05:00' }, `spec.timezone is "+05:00"; ${TIMEZONE}`],
    [{ timezone: null }, `spec.timezone is empty; ${TIMEZONE}`],
    [{ timezone: 5 }, `spec.timezone is 5; ${TIMEZONE}`],
    [{ owner: '' }, `spec.owner is ""; ${OWNER}`],
    [{ owner: 'it west' }, `spec.owner is "it west"; ${OWNER}`],
    [{ owner: 'group:default/' }, `spec.owner is "group:default/"; ${OWNER}`],
    [{ owner: ['it-west'] }, `spec.owner is a list; ${OWNER}`],
    [
      { owner: 'vendor:default/infomedic' },
      `spec.owner is "vendor:default/infomedic"; ${OWNER}`,
    ],
    [
      { openingHours: 'weekdays' },
      `spec.openingHours is "weekdays"; ${OPENING}`,
    ],
    [
      { openingHours: 'Mon-Fri 08:00-18:00 maybe' },
      `spec.openingHours is "Mon-Fri 08:00-18:00 maybe"; ${OPENING}`,
    ],
    [
      { openingHours: 'Mon 08:00-25:00' },
      `spec.openingHours is "Mon 08:00-25:00"; ${OPENING}, with times of day from 00:00 to 24:00`,
    ],
    [
      { criticality: 'highest' },
      'spec.criticality is "highest"; it must be one of high, normal, low',
    ],
    [{ size: 0 }, `spec.size is 0; ${SIZE}`],
    [{ size: 2.5 }, `spec.size is 2.5; ${SIZE}`],
    [{ size: 'six' }, `spec.size is "six"; ${SIZE}`],
    [
      { region: '  ' },
      'spec.region is "  "; it must be a text of at most 200 characters such as Ontario',
    ],
    [
      { region: 'x'.repeat(201) },
      `spec.region is "${'x'.repeat(
        80,
      )}…"; it must be a text of at most 200 characters such as Ontario`,
    ],
    [
      { time_zone: 'America/Toronto' },
      'spec.time_zone is not a known field; did you mean spec.timezone?',
    ],
    [
      { beds: 20 },
      'spec.beds is not a known field; allowed are owner, timezone, region, size, openingHours, criticality',
    ],
    [
      { 'a b': 1 },
      'spec["a b"] is not a known field; allowed are owner, timezone, region, size, openingHours, criticality',
    ],
  ])('refuses %j', async (change, sentence) => {
    expect(await complaints({ ...good, ...change })).toEqual([
      `Clinic default/lakeside: ${sentence}`,
    ]);
  });

  it('names every missing field, one a line', async () => {
    expect(await complaints({})).toEqual([
      `Clinic default/lakeside: spec.owner is missing; ${OWNER}`,
      `Clinic default/lakeside: spec.timezone is missing; ${TIMEZONE}`,
    ]);
  });

  it('says so when there is no spec at all', async () => {
    expect(await complaintsAbout(entityOf('Clinic', 'lakeside'))).toEqual([
      'Clinic default/lakeside: spec is missing; it must be the fields of a Clinic: owner, timezone, region, size, openingHours, criticality',
    ]);
  });
});
