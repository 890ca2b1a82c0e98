import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import {
  drillLogEntry,
  drillLogSchema,
} from '@emr-backup/plugin-emr-backup-common';
import type { Knex } from 'knex';
import { DATABASES } from '../__testUtils__/databases';
import { knownJob } from '../__testUtils__/facts';
import { openDatabase } from '../database';
import { DrillLedger } from './DrillLedger';
import { DrillStore } from './DrillStore';

jest.setTimeout(60_000);

const now = new Date('2026-11-22T12:00:00.000Z');

describe.each(DATABASES)('the log of a drill, in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let knex: Knex;
  let drills: DrillStore;
  let ledger: DrillLedger;
  let drill: string;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    drills = DrillStore.create(knex);
    ledger = DrillLedger.create(knex, 'elsewhere/7/other/y');
    const { drill: queued } = await drills.enqueue(knownJob(), {
      startedBy: 'schedule',
      now,
    });
    drill = queued.id;
    await ledger.claim(drill, now);
  });

  const numbers = async (after: number) =>
    (await drills.log(drill, after)).items.map(({ number }) => number);

  it('is read as it was written', async () => {
    const lines = [
      drillLogEntry('begun', { attempt: 1, host: "O'Brien" }),
      drillLogEntry(
        'fetched',
        { files: 1, bytes: 5e12, seconds: 0.5 },
        'fetch',
      ),
    ];
    await ledger.log(drill, lines);
    const log = drillLogSchema.parse(await drills.log(drill, 0));
    expect(log.items).toEqual(
      lines.map((line, index) => ({ ...line, number: index + 1 })),
    );
  });

  it('counts on over many writes, and gives what came after a number', async () => {
    await ledger.log(drill, [drillLogEntry('kept')]);
    await ledger.log(
      drill,
      Array.from({ length: 480 }, () => drillLogEntry('kept')),
    );
    expect(await numbers(0)).toEqual(
      Array.from({ length: 481 }, (_, index) => index + 1),
    );
    expect(await numbers(479)).toEqual([480, 481]);
    expect(await numbers(481)).toEqual([]);
  });

  it('keeps what an attempt wrote that was handed back', async () => {
    await ledger.log(drill, [drillLogEntry('interrupted-shutdown')]);
    await ledger.handBack(drill);
    const second = DrillLedger.create(knex, 'here/1/own/x');
    await second.claim(drill, now);
    await second.log(drill, [
      drillLogEntry('begun', { attempt: 2, host: 'b' }),
    ]);
    expect(
      (await drills.log(drill, 0)).items.map(({ number, code }) => [
        number,
        code,
      ]),
    ).toEqual([
      [1, 'interrupted-shutdown'],
      [2, 'begun'],
    ]);
  });

  it('numbers no line twice when two processes write at once', async () => {
    await Promise.all(
      Array.from({ length: 5 }, () =>
        ledger.log(drill, [drillLogEntry('kept'), drillLogEntry('kept')]),
      ),
    );
    expect(await numbers(0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('of a drill that is not there is not found', async () => {
    await expect(drills.log('nobody', 0)).rejects.toThrow(NotFoundError);
  });
});
