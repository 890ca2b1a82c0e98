import type {
  LeafKind,
  ScratchServer,
} from '@emr-backup/plugin-emr-backup-node';
import { GNUMED_ROWS, GNUMED_SHAPED } from './testing/clinic';
import { bootScratch, dumpOf } from './testing/drill';
import { SourceServer } from './testing/SourceServer';

jest.setTimeout(120_000);

const never = new AbortController().signal;

async function rowsOf(server: ScratchServer, database: string) {
  const counts: Record<string, number> = {};
  for (const table of Object.keys(GNUMED_ROWS)) {
    const [row] = await server.query(`SELECT count(*) AS n FROM ${table}`, {
      database,
    });
    counts[table] = Number(row.n);
  }
  return counts;
}

describe('a good dump of a GNUmed-shaped database', () => {
  let source: SourceServer;

  beforeAll(async () => {
    source = await SourceServer.start();
    await source.sql('postgres', 'CREATE DATABASE gnumed');
    await source.sql('gnumed', GNUMED_SHAPED);
  });
  afterAll(() => source?.stop());

  it.each<[string, LeafKind, string[]]>([
    ['plain', 'pg-plain', ['-Fp']],
    ['plain, one INSERT a row', 'pg-plain', ['-Fp', '--inserts']],
    ['plain, cleaning first', 'pg-plain', ['-Fp', '--clean']],
    ['custom', 'pg-custom', ['-Fc']],
    ['custom, not compressed', 'pg-custom', ['-Fc', '-Z0']],
    ['tar', 'pg-tar', ['-Ft']],
  ])('restores whole from %s', async (title, kind, args) => {
    const file = await source.dump('pg_dump', `${title}.dump`, [
      ...args,
      'gnumed',
    ]);
    const bytes = await source.bytes(file);
    const scratch = await bootScratch();
    try {
      const { server } = scratch;
      const result = await server.load(dumpOf(kind, bytes), { signal: never });
      expect(result).toMatchObject({
        databases: ['scratch'],
        bytes: bytes.length,
        trailer: kind === 'pg-plain' ? true : null,
      });
      expect(await server.databases()).toEqual(['scratch']);
      expect(await rowsOf(server, 'scratch')).toEqual(GNUMED_ROWS);
      const schema = await server.inspect();
      expect(schema).toMatchObject({
        routines: result.announced?.routines,
        triggers: 1,
        indexes: result.announced?.indexes,
        constraints: result.announced?.constraints,
      });
      expect(schema.constraints).toBe(9);
      expect(schema.tables.map(it => it.name).sort()).toEqual(
        result.announced?.tables.sort(),
      );
      expect(
        schema.tables.find(it => it.name === 'clin_narrative'),
      ).toMatchObject({
        schema: 'clin',
        primaryKey: ['pk'],
        foreignKeys: 1,
      });
      expect(schema.views.map(it => it.name)).toEqual([
        'm_counts',
        'v_encounters',
      ]);
    } finally {
      await scratch.end();
    }
  });
});
