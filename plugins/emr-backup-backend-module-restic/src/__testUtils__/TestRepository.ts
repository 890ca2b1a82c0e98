import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ConfigReader } from '@backstage/config';
import type { ConformanceFile } from '@emr-backup/plugin-emr-backup-node';
import { resticStoreFactory } from '..';

const run = promisify(execFile);

/** A restic repository that a test makes with restic itself. */
export class TestRepository {
  readonly password = 'correct horse & "battery" = staple';

  static async create(): Promise<TestRepository> {
    const home = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-restic-'));
    const repository = new TestRepository(home);
    await fs.writeFile(repository.passwordFile, `${repository.password}\n`, {
      mode: 0o600,
    });
    await repository.restic(['init']);
    return repository;
  }

  private constructor(readonly home: string) {}

  get location() {
    return path.join(this.home, 'repository');
  }

  get passwordFile() {
    return path.join(this.home, 'password');
  }

  store(name: string, settings: object = {}) {
    return resticStoreFactory.create(
      name,
      new ConfigReader({
        type: 'restic',
        repository: this.location,
        ...('password' in settings ? {} : { passwordFile: this.passwordFile }),
        ...settings,
      }),
    );
  }

  /** Takes a snapshot of these files and tells its folder. */
  async backup(
    files: Iterable<ConformanceFile>,
    options: { host: string; time: string; tag?: string },
  ): Promise<string> {
    const folder = await fs.mkdtemp(path.join(this.home, 'source-'));
    for (const { path: name, content, modifiedAt } of files) {
      const file = path.join(folder, name);
      await fs.mkdir(path.dirname(file), { recursive: true });
      await fs.writeFile(file, content);
      await fs.utimes(file, modifiedAt, modifiedAt);
    }
    const { host, time, tag } = options;
    const { stdout } = await this.restic(
      [
        'backup',
        '--json',
        `--host=${host}`,
        `--time=${time.replace('T', ' ')}`,
        ...(tag ? [`--tag=${tag}`] : []),
        '.',
      ],
      folder,
    );
    await fs.rm(folder, { recursive: true });
    const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    const basic = time.replace(/[-:]/g, '');
    return `${host}/${basic}Z-${summary.snapshot_id.slice(0, 8)}`;
  }

  restic(args: string[], cwd = this.home) {
    return run('restic', ['--no-cache', ...args], {
      cwd,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        PATH: process.env.PATH,
        TZ: 'UTC',
        RESTIC_REPOSITORY: this.location,
        RESTIC_PASSWORD_FILE: this.passwordFile,
      },
    });
  }

  remove() {
    return fs.rm(this.home, { recursive: true });
  }
}
