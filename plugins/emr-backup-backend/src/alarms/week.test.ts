import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DateTime } from 'luxon';
import type { Knex } from 'knex';
import { DATABASES } from '../__testUtils__/databases';
import { artifact, facts, copy, knownJob } from '../__testUtils__/facts';
import { openDatabase } from '../database';
import { worriesOf } from '../standing';
import { toInstant } from '../time';
import {
  Book,
  OWNER,
  policyOf,
  VENDOR,
  VENDOR_DESK,
} from './__testUtils__/Book';
import { PostOffice } from './__testUtils__/PostOffice';
import { concernsOf } from './concerns';

jest.setTimeout(300_000);

const HOUR = 3_600_000;
const TICK = 15 * 60_000;
/** A backup arrives so long after it was taken. */
const ARRIVES = 5 * 60_000;

/** Weeks in which clocks change: forward in Toronto, back in Vancouver. */
const WEEKS = [
  { zone: 'America/Toronto', start: '2026-03-06T00:00' },
  { zone: 'America/Vancouver', start: '2026-10-30T00:00' },
];

describe.each(DATABASES)('a week of a four-hourly job in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let knex: Knex;
  let office: PostOffice;
  let book: Book;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    office = await PostOffice.open();
    book = new Book(knex, office, policyOf());
  });

  afterEach(async () => {
    book.close();
    await office.close();
  });

  it.each(WEEKS)(
    'with two gaps makes two alarms and two recoveries, in $zone from $start',
    async ({ zone, start }) => {
      const begin = DateTime.fromISO(start, { zone }).toMillis();
      // One missed run on the third day, three in a row in the night the clocks change or after it.
      const missed = [14, 20, 21, 22];
      const taken = Array.from({ length: 42 }, (_, index) => index)
        .filter(index => !missed.includes(index))
        .map(index => begin + index * 4 * HOUR);
      const job = knownJob(
        { schedule: { every: 'PT4H' }, grace: 'PT1H', drill: undefined },
        {
          timezone: zone,
          owner: OWNER,
          operatedBy: VENDOR,
          firstSeenAt: toInstant(begin),
        },
      );
      const seenAt = (now: Date) => {
        const at = taken.filter(time => time + ARRIVES <= now.getTime());
        const newest = artifact(0, {
          takenAt: toInstant(at[at.length - 1] ?? begin),
        });
        return {
          ...copy(newest),
          firstObservedAt: toInstant(begin),
          observedAt: toInstant(now),
        };
      };
      book.concerns = async now =>
        concernsOf([
          {
            job,
            worries: worriesOf(
              facts({ job, copies: [seenAt(now)], drills: {} }),
              now,
            ),
          },
        ]);
      const end = begin + 7 * 24 * HOUR;
      for (let time = begin + ARRIVES; time < end; time += TICK)
        await book.tick(new Date(time));

      const late = (index: number) => begin + index * 4 * HOUR + HOUR;
      const back = (index: number) => begin + index * 4 * HOUR + ARRIVES;
      const alarms = (await book.resolved()).reverse();
      expect(await book.open()).toEqual([]);
      expect(
        alarms.map(({ kind, clinics }) => [kind, clinics[0].title]),
      ).toEqual([
        ['backup-late', 'Lakeside'],
        ['backup-late', 'Lakeside'],
      ]);
      // Each is told at the first look after the grace, and closed at the first look after the next backup.
      const expected = [
        [late(14), back(15)],
        [late(20), back(23)],
      ];
      for (const [index, [from, to]] of expected.entries()) {
        const first = Date.parse(alarms[index].firstSeenAt);
        const resolved = Date.parse(alarms[index].resolvedAt ?? '');
        expect(first).toBeGreaterThanOrEqual(from);
        expect(first).toBeLessThanOrEqual(from + TICK);
        expect(resolved).toBeGreaterThanOrEqual(to);
        expect(resolved).toBeLessThanOrEqual(to + TICK);
      }
      const four = [
        'Backup late: Lakeside nightly',
        'Recovered: Backup late: Lakeside nightly',
        'Backup late: Lakeside nightly',
        'Recovered: Backup late: Lakeside nightly',
      ];
      expect(book.sent.map(({ to, title }) => [to, title])).toEqual(
        four.map(title => [OWNER, title]),
      );
      expect(office.received.map(({ to, subject }) => [to, subject])).toEqual(
        four.map(title => [[VENDOR_DESK], `[EMR Backup] ${title}`]),
      );
    },
  );
});
