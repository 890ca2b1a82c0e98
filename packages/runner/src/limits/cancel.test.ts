import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { DrillPhase } from '@emr-backup/plugin-emr-backup-common';
import type { DrillEvent } from '@emr-backup/plugin-emr-backup-node';
import { DrillBench } from './__testUtils__/DrillBench';
import {
  writeLargeArchive,
  writeLargeDump,
  type DumpEngine,
} from './__testUtils__/LargeDump';

// The bound of every cancel: a drill that does not stop runs into it.
jest.setTimeout(60_000);

/** Seconds an index takes that nobody waits for. */
const LONG = 600;
/** 700 rows, each with each with each with each. */
const LONG_QUESTION =
  'SELECT COUNT(*) FROM note a JOIN note b ON a.body <> b.body JOIN note c ON b.body <> c.body JOIN note d ON c.body <> d.body';

describe('A drill that is cancelled stops, wipes and leaves nothing', () => {
  let bench: DrillBench;
  let cancel: AbortController;

  beforeEach(async () => {
    bench = await DrillBench.make();
    cancel = new AbortController();
  });

  afterEach(() => bench.remove());

  /** Drills, and cancels some time after the first event that is asked for. */
  const cancelledAfter = async (
    file: string,
    is: (event: DrillEvent) => boolean,
    options: {
      milliseconds: number;
      request?: NonNullable<Parameters<DrillBench['drill']>[1]>['request'];
    },
  ) => {
    const begun: DrillPhase[] = [];
    let asked = false;
    const report = await bench.drill(file, {
      request: options.request,
      signal: cancel.signal,
      onEvent: event => {
        if (event.type === 'phase' && event.state === 'running')
          begun.push(event.phase);
        if (asked || !is(event)) return;
        asked = true;
        setTimeout(() => cancel.abort(), options.milliseconds);
      },
    });
    return { report, begun };
  };
  const running = (phase: DrillPhase) => (event: DrillEvent) =>
    event.type === 'phase' &&
    event.phase === phase &&
    event.state === 'running';
  const found = async ({
    report,
    begun,
  }: Awaited<ReturnType<typeof cancelledAfter>>) => ({
    phase: begun.filter(name => name !== 'wipe').at(-1),
    outcome: report.outcome,
    reason: report.reason.code,
    wiped: report.wiped,
    left: await bench.leftovers(),
  });
  /** Cancelled in the phase that the test is about. */
  const cancelledIn = (phase: DrillPhase) => ({
    phase,
    outcome: 'cancelled',
    reason: 'cancelled',
    wiped: true,
    left: [],
  });
  const artifactOf = (open: () => Promise<Readable>) => ({
    artifact: {
      name: 'clinic.sql',
      files: [{ path: 'clinic.sql', bytes: 1_000_000, open }],
    },
  });
  const dump = async (
    engine: DumpEngine,
    more: Omit<Parameters<typeof writeLargeDump>[1], 'engine'>,
  ) => {
    const file = bench.at('clinic.sql.gz');
    await writeLargeDump(file, { engine, ...more });
    return file;
  };

  it('while its store is silent in the middle of the backup', async () => {
    const silent = new Readable({ read: () => {} });
    silent.push('-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB\n');
    const drill = await cancelledAfter('', running('fetch'), {
      milliseconds: 300,
      request: artifactOf(async () => silent),
    });
    expect(await found(drill)).toEqual(cancelledIn('fetch'));
    expect(silent.destroyed).toBe(true);
  });

  it('while its store does not even begin to answer, and closes what comes late', async () => {
    const late = new Readable({ read: () => {} });
    let answer: (stream: Readable) => void = () => {};
    const drill = await cancelledAfter('', running('fetch'), {
      milliseconds: 300,
      request: artifactOf(
        () =>
          new Promise(resolve => {
            answer = resolve;
          }),
      ),
    });
    expect(await found(drill)).toEqual(cancelledIn('fetch'));
    answer(late);
    await once(late, 'close');
  });

  it('while it looks through a large archive', async () => {
    const file = bench.at('clinic.tar.gz');
    await writeLargeArchive(file, { gigabytes: 6 });
    const drill = await cancelledAfter(file, running('open'), {
      milliseconds: 700,
    });
    expect(await found(drill)).toEqual(cancelledIn('open'));
  });

  describe.each<DumpEngine>(['mariadb', 'postgres'])('from %s', engine => {
    it('while its scratch server starts', async () => {
      const file = await dump(engine, { megabytes: 1 });
      const drill = await cancelledAfter(file, running('boot'), {
        milliseconds: 50,
        request: { engine },
      });
      expect(await found(drill)).toEqual(cancelledIn('boot'));
    });

    it('while it loads rows', async () => {
      const file = await dump(engine, { megabytes: 2000 });
      const drill = await cancelledAfter(file, running('load'), {
        milliseconds: 2000,
      });
      expect(await found(drill)).toEqual(cancelledIn('load'));
    });

    it('while a check runs that takes long', async () => {
      const file = await dump(engine, { megabytes: 1 });
      const drill = await cancelledAfter(file, running('verify'), {
        milliseconds: 3000,
        request: { checks: [{ id: 'long', sql: LONG_QUESTION, min: 0 }] },
      });
      expect(await found(drill)).toEqual(cancelledIn('verify'));
    }, 28_000); // A check ends by itself after half a minute; this must be sooner.
  });

  it('while PostgreSQL builds an index that takes long', async () => {
    const file = await dump('postgres', {
      megabytes: 1,
      after: `CREATE FUNCTION public.slow(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM pg_sleep(${LONG}); RETURN $1; END $$;
CREATE INDEX by_body ON public.note USING btree (public.slow(body));
`,
    });
    const drill = await cancelledAfter(file, running('load'), {
      milliseconds: 5000,
    });
    expect(await found(drill)).toEqual(cancelledIn('load'));
  });

  it('while MariaDB alters a table, which takes long', async () => {
    const file = await dump('mariadb', {
      megabytes: 60,
      after:
        'ALTER TABLE `note` ADD COLUMN `slow` varchar(128) AS (SHA2(REPEAT(`body`, 600), 512)) VIRTUAL, ADD KEY `by_slow` (`slow`);\n',
    });
    const drill = await cancelledAfter(file, running('load'), {
      milliseconds: 9000,
    });
    expect(await found(drill)).toEqual(cancelledIn('load'));
  });
});
