import type { ScratchServer } from '@emr-backup/plugin-emr-backup-node';
import { dumpOf, never, ScratchRoom } from '../__testUtils__/scratch';

jest.setTimeout(60_000);

describe('Verification queries', () => {
  const room = new ScratchRoom();
  let server: ScratchServer;

  beforeAll(async () => {
    server = await room.boot();
    await server.load(
      dumpOf(`SET NAMES utf8mb4;
        CREATE TABLE t (
          id int PRIMARY KEY, big bigint unsigned, price decimal(10,2), at datetime(6), day date,
          flag bit(9), share double, note text, raw varbinary(10), doc json, nothing int
        );
        INSERT INTO t VALUES (1, 18446744073709551615, 12.50, '2026-11-20 09:08:07.123456',
          '2026-11-20', b'100000001', 0.25, 'Zoë', 'raw', '{"a":1}', NULL);
        CREATE TABLE zero (at datetime);
        INSERT INTO zero VALUES ('0000-00-00 00:00:00');
      `),
      { signal: never },
    );
  });
  afterAll(() => room.clean());

  const query = (
    sql: string,
    options: { timeoutMs?: number; signal?: AbortSignal } = {},
  ) => server.query(sql, { database: 'restored', ...options });

  it('give values that neither lose digits nor shift times', async () => {
    expect(await query('SELECT * FROM t')).toEqual([
      {
        id: 1,
        big: 18446744073709551615n,
        price: '12.50',
        at: '2026-11-20 09:08:07.123456',
        day: '2026-11-20',
        flag: 257,
        share: 0.25,
        note: 'Zoë',
        raw: 'raw',
        doc: '{"a":1}',
        nothing: null,
      },
    ]);
    expect(await query('SELECT at FROM zero')).toEqual([
      { at: '0000-00-00 00:00:00' },
    ]);
    expect(await query('SELECT COUNT(*) AS n, SUM(id) AS s FROM t')).toEqual([
      { n: 1, s: '1' },
    ]);
  });

  it.each([
    'INSERT INTO zero VALUES (NULL)',
    'DELETE FROM t',
    'DROP TABLE t',
    'CREATE TABLE more (id int)',
    'SELECT 1; DROP TABLE t',
    "SELECT 1 INTO OUTFILE '/tmp/emr-drill-out'",
    'SET GLOBAL read_only = 1',
    'SHUTDOWN',
    'SELECT * FROM no_such_table',
  ])('refuse %s with no more than a code', async sql => {
    await expect(query(sql)).rejects.toThrow(
      /^The scratch server answered with error \d+ \([0-9A-Z]{5}\)\.$/,
    );
    expect(await query('SELECT COUNT(*) AS n FROM t')).toEqual([{ n: 1 }]);
  });

  it('read no file of this machine', async () => {
    expect(await query("SELECT LOAD_FILE('/etc/passwd') AS f")).toEqual([
      { f: null },
    ]);
  });

  it('end when their time is over', async () => {
    await expect(
      query('SELECT SLEEP(30)', { timeoutMs: 200 }),
    ).rejects.toMatchObject({ name: 'DrillFault', code: 'timed-out' });
  });

  it('end when the drill is cancelled', async () => {
    const abort = new AbortController();
    const asking = query('SELECT SLEEP(30)', { signal: abort.signal });
    setTimeout(() => abort.abort(new Error('cancelled by a person')), 200);
    await expect(asking).rejects.toThrow('cancelled by a person');
  });
});
