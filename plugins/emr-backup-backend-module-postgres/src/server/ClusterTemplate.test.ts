import {
  chmod,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresEngine } from '../PostgresEngine';
import { dumpOf } from '../testing/drill';

jest.setTimeout(240_000);

const signal = new AbortController().signal;
const DUMP = `CREATE TABLE public.visit (n integer);
COPY public.visit (n) FROM stdin;
1
2
\\.
`;

describe('the template of an empty cluster', () => {
  let home: string;
  let cacheDir: string;
  let drills = 0;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'emr-pg-template-'));
    await chmod(home, 0o711);
    cacheDir = join(home, 'cache');
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  /** Restores the dump as a drill would, and answers with what it found. */
  async function drill(): Promise<{ rows: number; settled: string[] }> {
    drills += 1;
    const workDir = await mkdtemp(join(home, `drill-${drills}-`));
    const server = await createPostgresEngine({ cacheDir }).boot({
      workDir,
      settings: { shared_buffers: '32MB' },
      signal,
    });
    try {
      await server.load(dumpOf('pg-plain', Buffer.from(DUMP)), { signal });
      const [{ n }] = await server.query('SELECT count(*) AS n FROM visit', {
        database: 'scratch',
      });
      const left = await readdir(join(workDir, 'postgres'));
      return { rows: Number(n), settled: left };
    } finally {
      await server.stop();
      await rm(workDir, { recursive: true, force: true });
    }
  }

  async function templates(): Promise<string[]> {
    const [folder] = await readdir(cacheDir);
    return (await readdir(join(cacheDir, folder))).map(name =>
      join(cacheDir, folder, name),
    );
  }

  it('is built once, by however many drills begin at the same time, and holds nothing of any', async () => {
    const found = await Promise.all([drill(), drill(), drill()]);
    expect(found.map(({ rows }) => rows)).toEqual([2, 2, 2]);
    expect(found[0].settled).not.toContain('template');
    const [path, ...others] = await templates();
    expect(others).toEqual([]);
    const before = await readdir(join(path, 'data', 'base'));
    expect(await drill()).toMatchObject({ rows: 2 });
    // No database but those of initdb.
    expect(await readdir(join(path, 'data', 'base'))).toEqual(before);
    expect(before).toHaveLength(3);
  });

  it('gives no two drills the same password, and none of them its own', async () => {
    await drill();
    const [path] = await templates();
    const secret = await readFile(join(path, 'secret'), 'utf8');
    const workDir = await mkdtemp(join(home, 'probe-'));
    const server = await createPostgresEngine({ cacheDir }).boot({
      workDir,
      settings: { shared_buffers: '32MB' },
      signal,
    });
    const { Client } = jest.requireActual<typeof import('pg')>('pg');
    const client = new Client({
      host: join(workDir, 'postgres', 'data'),
      user: 'emr_scratch_admin',
      password: secret,
      database: 'postgres',
    });
    client.on('error', () => undefined);
    try {
      await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
    } finally {
      await server.stop();
    }
  });

  it('is not used when others could have changed it, but made anew', async () => {
    await drill();
    const [path] = await templates();
    await chmod(path, 0o777);
    await writeFile(join(path, 'data', 'planted'), '');
    expect(await drill()).toMatchObject({ rows: 2 });
    expect(await readdir(join(path, 'data'))).not.toContain('planted');
  });

  it('is made anew when its copy does not start', async () => {
    await drill();
    const [path] = await templates();
    await truncate(join(path, 'data', 'global', 'pg_control'), 0);
    expect(await drill()).toMatchObject({ rows: 2 });
    expect(await templates()).toEqual([]);
    await drill();
    expect(await templates()).toEqual([path]);
  });

  it('is missed by nobody when it cannot be kept', async () => {
    await writeFile(join(home, 'file'), '');
    cacheDir = join(home, 'file', 'cache');
    expect(await drill()).toMatchObject({ rows: 2 });
  });
});
