import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { TestRepository } from './__testUtils__/TestRepository';

const run = promisify(execFile);

const NAMES = ['db/dump.sql', "docs/O'Hara [1] & *.pdf", 'docs/O1.pdf'];
const file = (name: string) => ({
  path: name,
  content: Buffer.from(`content of ${name}\n\0\xff`, 'latin1'),
  modifiedAt: new Date('2020-01-01T00:00:00Z'),
});

describe('the commands that the recovery kit gives for a restic repository', () => {
  let repository: TestRepository;
  let snapshot: string;
  let folder: string;

  beforeAll(async () => {
    repository = await TestRepository.create();
    snapshot = await repository.backup(NAMES.map(file), {
      host: 'lakeside',
      time: '2026-11-16T23:00:01',
    });
    await repository.backup([file('db/dump.sql')], {
      host: 'hillside',
      time: '2026-11-17T23:00:01',
    });
  }, 120_000);
  afterAll(() => repository.remove());

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(repository.home, 'restore-'));
  });

  /** What somebody does who follows the kit: sets what it names, pastes the lines. */
  const follow = async (paths: string[]) => {
    const { commands } = repository.store('vault').byHand?.(paths) ?? {
      commands: [],
    };
    expect(commands).toHaveLength(paths.length);
    await run('/bin/sh', ['-euc', commands.join('\n')], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: repository.home,
        RESTIC_REPOSITORY: repository.location,
        RESTIC_PASSWORD_FILE: repository.passwordFile,
      },
    });
  };
  const fetched = async () =>
    (await fs.readdir(path.join(folder, 'restored'), { recursive: true }))
      .filter(name => name.includes('.'))
      .sort();
  const bytes = (name: string) =>
    fs.readFile(path.join(folder, 'restored', name));

  it('fetch single files of a snapshot, whatever they are called, and no others', async () => {
    for (const name of NAMES.slice(0, 2)) await follow([`${snapshot}/${name}`]);
    expect(await fetched()).toEqual(NAMES.slice(0, 2));
    for (const name of NAMES.slice(0, 2))
      expect(await bytes(name)).toEqual(file(name).content);
  }, 60_000);

  it('fetch a whole snapshot', async () => {
    await follow([`${snapshot}.tar`]);
    expect(await fetched()).toEqual([...NAMES].sort());
    for (const name of NAMES)
      expect(await bytes(name)).toEqual(file(name).content);
  }, 60_000);
});
