import { drillLogSchema } from '@emr-backup/plugin-emr-backup-common';
import { clinic, job, server } from './__testUtils__/entities';
import { dumpOf, FakeEngine } from './__testUtils__/FakeEngine';
import { Place, stamp } from './__testUtils__/Place';
import { TestConsole } from './__testUtils__/TestConsole';

jest.setTimeout(120_000);

const LAKESIDE = 'backupjob:default/lakeside';

describe('the log of a drill that the backend ran', () => {
  let place: Place;
  let engine: FakeEngine;
  let target: TestConsole;

  beforeEach(async () => {
    place = await Place.make();
    engine = new FakeEngine();
    await place.write(`shelf/lakeside/emr-${stamp(2)}.sql`, dumpOf(13));
    await place.write(`shelf/lakeside/emr-${stamp(30)}.sql`, dumpOf(12));
    target = await TestConsole.start({
      place,
      engine,
      entities: [
        clinic('lakeside'),
        server('emr', 'lakeside'),
        job('lakeside', 'emr'),
        job('locked', 'emr', {
          key: 'lost-key',
          copies: [{ store: 'shelf', path: 'lakeside/*.sql', offsite: true }],
        }),
      ],
      config: { runner: { name: 'winnipeg', drainSeconds: 0 } },
    });
  });

  afterEach(async () => {
    engine.release();
    await target.stop();
    await place.remove();
  });

  const linesOf = async (id: string, after = 0) => {
    const response = await target.get(`/drills/${id}/log?after=${after}`);
    expect(response.status).toBe(200);
    return drillLogSchema.parse(response.body).items;
  };
  const drilled = async (ref: string) => {
    const { id } = await target.startDrill(ref);
    await target.ended(id);
    return id;
  };

  it('tells from the store to the verdict what was done', async () => {
    const id = await drilled(LAKESIDE);
    const lines = await linesOf(id);
    expect(lines.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'Attempt 1 begins on winnipeg.',
        'Backups found in the store shelf: 2.',
        expect.stringMatching(/^Chose the newest one: .*emr-.*\.sql, \d+ B\.$/),
        expect.stringMatching(/^Opened in .* s: mysqldump\.$/),
        expect.stringMatching(
          /^Started a scratch server in .*: mariadb 10\.11\.6\.$/,
        ),
        expect.stringMatching(/^Loaded .*emr-.*\.sql in /),
        'Check held: Trailer present.',
        expect.stringMatching(/^Wiped in /),
      ]),
    );
    expect(lines.at(-1)).toMatchObject({
      level: 'info',
      phase: null,
      code: 'verdict-passed',
      values: { reason: 'restored' },
    });
    expect(await linesOf(id, lines.length - 1)).toEqual([lines.at(-1)]);
  });

  it('tells why a drill ended before it began to restore', async () => {
    const lines = await linesOf(await drilled('backupjob:default/locked'));
    expect(lines.map(({ code }) => code)).toEqual([
      'begun',
      'store-listed',
      'chosen-newest',
      'verdict-error',
    ]);
    expect(lines.at(-1)).toMatchObject({ level: 'error' });
    expect(lines.at(-1)?.message).toContain('lost-key');
  });

  it('is there while the drill runs, and says that it was cancelled', async () => {
    engine.hold();
    const { id } = await target.startDrill(LAKESIDE);
    for (;;) {
      const lines = await linesOf(id);
      if (lines.some(({ code }) => code === 'loading')) break;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await target.post(`/drills/${id}/cancel`);
    await target.ended(id);
    const codes = (await linesOf(id)).map(({ code }) => code);
    expect(codes).toContain('stopped');
    expect(codes.slice(-2)).toEqual(['wiped', 'verdict-cancelled']);
  });

  it('refuses a number that is none, and a drill that is not there', async () => {
    const id = await drilled(LAKESIDE);
    const bad = await target.get(`/drills/${id}/log?after=-1`);
    expect(bad.status).toBe(400);
    expect(bad.body.error.message).toContain('"after" is "-1"');
    expect((await target.get('/drills/nobody/log')).status).toBe(404);
  });
});
