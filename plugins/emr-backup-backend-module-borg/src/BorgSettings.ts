import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DrillFault,
  privateFileProblem,
} from '@emr-backup/plugin-emr-backup-node';

/** Where one repository lies and what opens it. */
export class BorgSettings {
  readonly repository: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly newest: number | undefined;
  readonly #passphrase: string | undefined;
  readonly #passphraseFile: string | undefined;

  constructor(readonly store: string, config: Config) {
    const key = `emrBackup.stores.${store}`;
    const base = config.getOptionalString('baseDirectory');
    this.repository = config.getString('repository');
    this.environment = {
      ...config.getOptional<Record<string, string>>('env'),
      ...(base === undefined ? {} : { BORG_BASE_DIR: path.resolve(base) }),
    };
    this.newest = config.getOptionalNumber('newest');
    this.#passphrase = config.getOptionalString('passphrase');
    this.#passphraseFile = config.getOptionalString('passphraseFile');
    if (this.#passphrase !== undefined && this.#passphraseFile !== undefined)
      throw new InputError(
        `${key} has passphraseFile and passphrase; give one of them, or none for a repository without encryption.`,
      );
    if (
      this.newest !== undefined &&
      !(Number.isInteger(this.newest) && this.newest > 0)
    )
      throw new InputError(
        `${key}.newest is ${this.newest}; it must be a whole number above 0.`,
      );
  }

  /** Empty for a repository without encryption. */
  async passphrase(): Promise<string> {
    if (this.#passphraseFile === undefined) return this.#passphrase ?? '';
    const file = path.resolve(this.#passphraseFile);
    const problem = await privateFileProblem(file);
    if (problem)
      throw new DrillFault(
        'key-unavailable',
        `The repository of the store "${this.store}" cannot be opened: its passphrase file (emrBackup.stores.${this.store}.passphraseFile) ${problem}.`,
      );
    return fs.readFile(file, 'utf8');
  }
}
