import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import knexFactory from 'knex';
import { recover } from './recovery';

describe('What a dead runner left on this host', () => {
  let workDir: string;
  const logger = mockServices.logger.mock();
  /** A database that is away: every question to it fails. */
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: '/nowhere/away.sqlite' },
    useNullAsDefault: true,
  });
  const round = () =>
    recover({
      knex,
      runner: 'this/1/a/b',
      queue: {
        send: async () => {},
        forget: async () => {},
        work: async () => {},
        rest: () => {},
        stop: async () => {},
      },
      engines: [],
      workDir,
      lostAfterSeconds: 5,
      retries: 1,
      logger,
      onEnded: async () => {},
    });
  /** The directory of a drill whose process is gone. */
  const deadScratch = async () => {
    const directory = path.join(workDir, 'emr-drill-dead-1');
    await fs.mkdir(directory);
    await fs.writeFile(
      path.join(directory, 'owner.json'),
      JSON.stringify({
        drillId: 'dead',
        host: os.hostname(),
        pid: process.pid,
        startedTicks: '1',
      }),
    );
    return directory;
  };

  beforeEach(async () => {
    workDir = await fs.mkdtemp(path.join(os.tmpdir(), 'recovery-test-'));
  });
  afterEach(() => fs.rm(workDir, { recursive: true, force: true }));
  afterAll(() => knex.destroy());

  it('is removed while the database is away', async () => {
    const child = spawn('sleep', ['60'], {
      cwd: await deadScratch(),
      detached: true,
    });
    const gone = once(child, 'exit');
    await expect(round()).rejects.toThrow(/directory/);
    expect(await gone).toEqual([null, 'SIGKILL']);
    expect(await fs.readdir(workDir)).toEqual([]);
  });
});
