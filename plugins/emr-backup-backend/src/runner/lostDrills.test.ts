import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DATABASES } from '../__testUtils__/databases';
import { knownJob } from '../__testUtils__/facts';
import { openDatabase } from '../database';
import { DrillLedger, DrillStore } from '../drills';
import { requestCancel } from '../drills/cancellation';
import { endLostDrills } from './lostDrills';

jest.setTimeout(60_000);

const now = new Date('2026-11-22T12:00:00.000Z');
const OWN = 'here/1/own/x';
const options = { lostAfterSeconds: 120, retries: 1 };

describe.each(DATABASES)('drills whose runner died, in %s', id => {
  const databases = TestDatabases.create({ ids: [id] });
  let knex: Knex;
  let drills: DrillStore;
  let ledger: DrillLedger;

  beforeEach(async () => {
    knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    drills = DrillStore.create(knex);
    ledger = DrillLedger.create(knex, 'elsewhere/7/other/y');
  });

  const claimed = async () => {
    const { drill } = await drills.enqueue(knownJob(), {
      startedBy: 'user:default/kim',
      now,
      route: { pool: 'west', engine: 'mariadb' },
    });
    await ledger.claim(drill.id, now);
    return drill.id;
  };
  const silence = (seconds: number) =>
    knex('emr_drills')
      .where('state', 'running')
      .update({
        heartbeat_at: new Date(Date.now() - seconds * 1000).toISOString(),
      });

  it('are left alone while they beat', async () => {
    const drill = await claimed();
    expect(await endLostDrills(knex, OWN, options)).toEqual([]);
    await silence(100);
    expect(await endLostDrills(knex, OWN, options)).toEqual([]);
    expect((await drills.summary(drill)).state).toBe('running');
  });

  it('end as runner-lost and are run again as often as the site says', async () => {
    const first = await claimed();
    await silence(121);
    const [lost] = await endLostDrills(knex, OWN, options);
    expect(lost).toEqual({
      id: first,
      jobRef: knownJob().ref,
      retry: expect.any(String),
    });
    expect(await drills.summary(first)).toMatchObject({
      state: 'finished',
      outcome: 'error',
      reason: { code: 'runner-lost' },
    });
    expect((await drills.log(first, 0)).items).toMatchObject([
      { number: 1, code: 'runner-lost', values: { host: 'elsewhere' } },
    ]);
    expect(await drills.queued()).toEqual([
      {
        drillId: lost.retry,
        jobRef: knownJob().ref,
        pool: 'west',
        engine: 'mariadb',
      },
    ]);
    expect(await drills.summary(lost.retry ?? '')).toMatchObject({
      startedBy: 'user:default/kim',
    });
    await ledger.claim(lost.retry ?? '', now);
    await silence(121);
    expect(await endLostDrills(knex, OWN, options)).toEqual([
      expect.objectContaining({ id: lost.retry, retry: null }),
    ]);
    expect(await drills.queued()).toEqual([]);
  });

  it('are ended once, however many find them', async () => {
    await claimed();
    await silence(121);
    const found = await Promise.all(
      Array.from({ length: 4 }, () => endLostDrills(knex, OWN, options)),
    );
    expect(found.flat()).toHaveLength(1);
    expect(await drills.queued()).toHaveLength(1);
  });

  it('are not run again when somebody cancelled them', async () => {
    await requestCancel(knex, await claimed(), now);
    await silence(121);
    expect(await endLostDrills(knex, OWN, options)).toEqual([
      expect.objectContaining({ retry: null }),
    ]);
  });

  it('cannot be written by the runner that comes back', async () => {
    const drill = await claimed();
    await silence(121);
    await endLostDrills(knex, OWN, options);
    expect(await ledger.beat([drill])).toEqual({
      cancelled: [],
      lost: [drill],
    });
    const ending = {
      outcome: 'failed',
      reason: { code: 'truncated', message: 'Cut.' },
    } as const;
    expect(await ledger.finish(drill, ending, now)).toBe(false);
    expect((await drills.summary(drill)).outcome).toBe('error');
  });
});
