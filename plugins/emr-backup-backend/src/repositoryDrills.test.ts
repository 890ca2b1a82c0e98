import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  backupHistorySchema,
  jobStatusSchema,
} from '@emr-backup/plugin-emr-backup-common';
import borgModule from '@emr-backup/plugin-emr-backup-backend-module-borg';
import resticModule from '@emr-backup/plugin-emr-backup-backend-module-restic';
import { clinic, job, server } from './__testUtils__/entities';
import { dumpOf, FakeEngine } from './__testUtils__/FakeEngine';
import { Place } from './__testUtils__/Place';
import { TestConsole } from './__testUtils__/TestConsole';

jest.setTimeout(180_000);

const run = promisify(execFile);
const PASSWORD = 'correct horse & "battery" = staple';
const LAKESIDE = 'backupjob:default/lakeside';

/** A repository that its own program made, and the store it is read as. */
interface Repository {
  backup(): Promise<void>;
  store: object;
  glob: string;
}

async function secretFile(place: Place): Promise<string> {
  const file = path.join(place.folder, 'secret');
  await fs.writeFile(file, `${PASSWORD}\n`, { mode: 0o600 });
  return file;
}

async function resticRepository(place: Place): Promise<Repository> {
  const repository = path.join(place.folder, 'restic');
  const passwordFile = await secretFile(place);
  const restic = (...args: string[]) =>
    run('restic', ['--no-cache', '-r', repository, ...args], {
      cwd: path.join(place.folder, 'source'),
      env: { PATH: process.env.PATH, RESTIC_PASSWORD_FILE: passwordFile },
    });
  await restic('init');
  return {
    backup: async () => {
      await restic('backup', '--host=lakeside', '.');
    },
    store: { type: 'restic', repository, passwordFile },
    glob: 'lakeside/**',
  };
}

async function borgRepository(place: Place): Promise<Repository> {
  const repository = path.join(place.folder, 'borg');
  const passphraseFile = await secretFile(place);
  let archives = 0;
  const borg = (...args: string[]) =>
    run('borg', args, {
      cwd: path.join(place.folder, 'source'),
      env: {
        PATH: process.env.PATH,
        BORG_REPO: repository,
        BORG_PASSPHRASE: PASSWORD,
        BORG_BASE_DIR: path.join(place.folder, 'borg-writer'),
      },
    });
  await borg('init', '--encryption=repokey');
  return {
    backup: async () => {
      archives += 1;
      await borg('create', `::lakeside-${archives}`, '.');
    },
    store: {
      type: 'borg',
      repository,
      passphraseFile,
      baseDirectory: path.join(place.folder, 'borg-reader'),
    },
    glob: 'lakeside-*/**',
  };
}

describe.each([
  ['restic', resticRepository],
  ['borg', borgRepository],
])('a backup in a %s repository', (_, makeRepository) => {
  let place: Place;
  let target: TestConsole | undefined;

  beforeEach(async () => {
    place = await Place.make();
    await place.write('source/db/emr.sql', dumpOf(13));
    await place.write('source/documents/scan.pdf', '%PDF-1.4 scan');
  });

  afterEach(async () => {
    await target?.stop();
    target = undefined;
    await place.remove();
  });

  it('is observed, drilled and kept in the history by the running backend', async () => {
    const { backup, store, glob } = await makeRepository(place);
    await backup();
    const shelf = {
      type: 'filesystem',
      root: path.join(place.folder, 'shelf'),
    };
    target = await TestConsole.start({
      place,
      engine: new FakeEngine(),
      entities: [
        clinic('lakeside'),
        server('lakeside-emr', 'lakeside'),
        job('lakeside', 'lakeside-emr', {
          copies: [{ store: 'vault', path: glob, offsite: true }],
        }),
      ],
      config: { stores: { shelf, vault: store } },
      features: [resticModule, borgModule],
    });
    const seen = jobStatusSchema.parse(
      (await target.get(`/jobs/${encodeURIComponent(LAKESIDE)}`)).body,
    );
    expect(seen.copies[0]).toMatchObject({ problem: null, artifacts: 1 });

    const { id } = await target.startDrill(LAKESIDE);
    const ended = await target.ended(id);
    expect(ended.reason).toMatchObject({ code: 'restored' });
    expect(ended).toMatchObject({ outcome: 'passed', store: 'vault' });
    expect(ended.report?.counts?.rows).toEqual({ patient: 13 });
    expect(await place.scratch()).toEqual([]);

    const history = backupHistorySchema.parse(
      (await target.get(`/jobs/${encodeURIComponent(LAKESIDE)}/backups`)).body,
    );
    expect(history).toMatchObject({ totalItems: 1, gaps: [] });
    expect(history.items[0].digest).toMatch(/^(restic-tree|borg-archive):/);
  });

  it('that was cut is found out by the drill', async () => {
    const { backup, store, glob } = await makeRepository(place);
    await place.write(
      'source/db/emr.sql',
      dumpOf(13).replace(/-- Dump completed.*\n/, ''),
    );
    await backup();
    target = await TestConsole.start({
      place,
      engine: new FakeEngine(),
      entities: [
        clinic('lakeside'),
        server('lakeside-emr', 'lakeside'),
        job('lakeside', 'lakeside-emr', {
          copies: [{ store: 'vault', path: glob, offsite: true }],
        }),
      ],
      config: { stores: { vault: store } },
      features: [resticModule, borgModule],
    });
    const { id } = await target.startDrill(LAKESIDE);
    expect((await target.ended(id)).reason?.code).toBe('trailer-missing');
  });
});
