import { execFile } from 'node:child_process';
import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DumpSource } from '@emr-backup/plugin-emr-backup-node';
import { EMR_FACTS } from '../__testUtils__/emrSchema';
import { never, ScratchRoom } from '../__testUtils__/scratch';
import { digests, SourceServer } from '../__testUtils__/sourceServer';

const run = promisify(execFile);
jest.setTimeout(120_000);

describe('Loading a mydumper folder', () => {
  const room = new ScratchRoom();
  let folder: string;
  let expected: Record<string, unknown>;

  beforeAll(async () => {
    const source = await SourceServer.create(room);
    expected = await digests(source.server, 'emr');
    folder = join(await room.dir(), 'dump');
    await run('mydumper', [
      `--defaults-file=${await source.mydumperFile()}`,
      `--socket=${source.socket}`,
      '--database=emr',
      '--triggers',
      '--routines',
      '--rows=100',
      '--compress',
      `--outputdir=${folder}`,
    ]);
  });
  afterAll(() => room.clean());

  const copy = async () => {
    const directory = join(await room.dir(), 'dump');
    await cp(folder, directory, { recursive: true });
    return directory;
  };
  const load = async (directory: string) => {
    const source: DumpSource = {
      kind: 'mydumper',
      name: 'dump',
      directory,
      database: 'restored',
    };
    const server = await room.boot();
    return { server, result: await server.load(source, { signal: never }) };
  };
  const fault = (directory: string) =>
    load(directory).then(
      () => undefined,
      error => ({ name: error.name, code: error.code, message: error.message }),
    );

  it('brings every row, routine, trigger and view over', async () => {
    const { server, result } = await load(folder);
    expect(await digests(server, 'restored')).toEqual(expected);
    const { tables, views, ...counts } = EMR_FACTS;
    expect(await server.inspect()).toMatchObject(counts);
    expect(result).toMatchObject({
      databases: ['restored'],
      trailer: true,
      namedDatabases: ['emr'],
      announced: counts,
    });
    expect(result.announced?.tables.toSorted()).toEqual(tables);
    expect(result.announced?.views?.toSorted()).toEqual(views);
    expect(result.takenAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  });

  it('tells a folder whose dump never finished', async () => {
    const directory = await copy();
    await writeFile(
      join(directory, 'metadata'),
      'Started dump at: 2026-11-22 06:08:52\n',
    );
    expect((await load(directory)).result.trailer).toBe(false);
  });

  it('names the file that was cut off', async () => {
    const directory = await copy();
    const file = 'emr.demographic.sql.gz';
    const { length } = await readFile(join(directory, file));
    await truncate(join(directory, file), length - 12);
    expect(await fault(directory)).toEqual({
      name: 'BackupFault',
      code: 'truncated',
      message: `The file ${file} was cut off.`,
    });
  });

  it('names the file and line that the server refuses', async () => {
    const directory = await copy();
    await rm(join(directory, 'emr.demographic.sql.gz'));
    await writeFile(
      join(directory, 'emr.demographic.sql'),
      '/*!40101 SET NAMES binary*/;\nINSERT INTO `demographic` VALUES\n(1);\n',
    );
    expect(await fault(directory)).toEqual({
      name: 'BackupFault',
      code: 'load-error',
      message:
        'The scratch server answered with error 1136 (21S01) at line 2 of emr.demographic.sql: this backup cannot be restored as it is.',
    });
  });

  it('refuses a client command in one of its files', async () => {
    const directory = await copy();
    await writeFile(join(directory, 'emr.log2.sql'), 'system touch x\n');
    expect(await fault(directory)).toMatchObject({
      code: 'client-command-in-dump',
    });
  });
});
