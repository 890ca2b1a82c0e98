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

describe('the commands that the recovery kit gives for a Borg repository', () => {
  let repository: TestRepository;
  let archive: string;
  let folder: string;

  beforeAll(async () => {
    repository = await TestRepository.create();
    archive = await repository.backup(NAMES.map(file), {
      archive: 'lakeside-mon',
      time: '2026-11-16T23:00:01',
    });
    await repository.backup([file('db/dump.sql')], {
      archive: 'hillside-tue',
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
        LC_ALL: 'C.UTF-8',
        BORG_BASE_DIR: path.join(repository.home, 'by-hand'),
        BORG_REPO: repository.location,
        BORG_PASSCOMMAND: `cat ${repository.passphraseFile}`,
      },
    });
  };
  const fetched = async () =>
    (await fs.readdir(folder, { recursive: true }))
      .filter(name => name.includes('.'))
      .sort();
  const bytes = (name: string) => fs.readFile(path.join(folder, name));

  it('fetch single files of an archive, whatever they are called, and no others', async () => {
    for (const name of NAMES.slice(0, 2)) await follow([`${archive}/${name}`]);
    expect(await fetched()).toEqual(NAMES.slice(0, 2));
    for (const name of NAMES.slice(0, 2))
      expect(await bytes(name)).toEqual(file(name).content);
  }, 60_000);

  it('fetch a whole archive', async () => {
    await follow([`${archive}.tar`]);
    expect(await fetched()).toEqual([...NAMES].sort());
    for (const name of NAMES)
      expect(await bytes(name)).toEqual(file(name).content);
  }, 60_000);
});
