import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DrillFault,
  privateFileProblem,
} from '@emr-backup/plugin-emr-backup-node';

/** Where one repository lies and what opens it. */
export class ResticSettings {
  readonly repository: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly newest: number | undefined;
  readonly cacheDirectory: string | undefined;
  readonly #password: string | undefined;
  readonly #passwordFile: string | undefined;

  constructor(readonly store: string, config: Config) {
    this.repository = config.getString('repository');
    this.environment = config.getOptional<Record<string, string>>('env') ?? {};
    this.tags = config.getOptionalStringArray('tags') ?? [];
    this.newest = config.getOptionalNumber('newest');
    this.cacheDirectory = config.getOptionalString('cacheDirectory');
    this.#password = config.getOptionalString('password');
    this.#passwordFile = config.getOptionalString('passwordFile');
    const key = `emrBackup.stores.${store}`;
    if ((this.#password === undefined) === (this.#passwordFile === undefined))
      throw new InputError(
        `${key} needs either passwordFile, the path of a file with the repository's password, or password.`,
      );
    if (
      this.newest !== undefined &&
      !(Number.isInteger(this.newest) && this.newest > 0)
    )
      throw new InputError(
        `${key}.newest is ${this.newest}; it must be a whole number above 0.`,
      );
  }

  /** Without white space around it, as restic reads its password files. */
  async password(): Promise<string> {
    if (this.#password !== undefined) return this.#password.trim();
    const file = path.resolve(this.#passwordFile ?? '');
    const problem = await privateFileProblem(file);
    if (problem)
      throw new DrillFault(
        'key-unavailable',
        `The repository of the store "${this.store}" cannot be opened: its password file (emrBackup.stores.${this.store}.passwordFile) ${problem}.`,
      );
    return (await fs.readFile(file, 'utf8')).trim();
  }
}
