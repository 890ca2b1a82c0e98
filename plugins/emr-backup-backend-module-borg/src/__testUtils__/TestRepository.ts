import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ConfigReader } from '@backstage/config';
import type { ConformanceFile } from '@emr-backup/plugin-emr-backup-node';
import { borgStoreFactory } from '..';

const run = promisify(execFile);

/** A Borg repository that a test makes with Borg itself. */
export class TestRepository {
  readonly passphrase = 'correct horse & "battery" = staple';

  static async create(): Promise<TestRepository> {
    const home = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-borg-'));
    const repository = new TestRepository(home);
    await fs.writeFile(
      repository.passphraseFile,
      `${repository.passphrase}\n`,
      { mode: 0o600 },
    );
    await repository.borg(['init', '--encryption=repokey']);
    return repository;
  }

  private constructor(readonly home: string) {}

  get location() {
    return path.join(this.home, 'repository');
  }

  get passphraseFile() {
    return path.join(this.home, 'passphrase');
  }

  store(name: string, settings: object = {}) {
    return borgStoreFactory.create(
      name,
      new ConfigReader({
        type: 'borg',
        repository: this.location,
        baseDirectory: path.join(this.home, 'reader'),
        ...('passphrase' in settings
          ? {}
          : { passphraseFile: this.passphraseFile }),
        ...settings,
      }),
    );
  }

  /** Makes an archive of these files. */
  async backup(
    files: Iterable<ConformanceFile>,
    options: { archive: string; time: string },
  ): Promise<string> {
    const folder = await fs.mkdtemp(path.join(this.home, 'source-'));
    for (const { path: name, content, modifiedAt } of files) {
      const file = path.join(folder, name);
      await fs.mkdir(path.dirname(file), { recursive: true });
      await fs.writeFile(file, content);
      await fs.utimes(file, modifiedAt, modifiedAt);
    }
    const { archive, time } = options;
    await this.borg(['create', `--timestamp=${time}`, `::${archive}`, '.'], {
      cwd: folder,
    });
    await fs.rm(folder, { recursive: true });
    return archive;
  }

  borg(args: string[], options: { cwd: string } = { cwd: this.home }) {
    return run('borg', args, {
      ...options,
      env: {
        PATH: process.env.PATH,
        LC_ALL: 'C.UTF-8',
        TZ: 'UTC',
        BORG_BASE_DIR: path.join(this.home, 'writer'),
        BORG_REPO: this.location,
        BORG_PASSPHRASE: this.passphrase,
      },
    });
  }

  remove() {
    return fs.rm(this.home, { recursive: true });
  }
}
