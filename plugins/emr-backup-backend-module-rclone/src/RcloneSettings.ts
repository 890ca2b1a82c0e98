import path from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DrillFault,
  privateFileProblem,
} from '@emr-backup/plugin-emr-backup-node';
import { remoteEnvironment } from './remoteEnvironment';

/** `name:folder`; a connection string (`:sftp,pass=…:`) would show its password to the whole machine. */
const REMOTE =
  /^(?<remote>[\p{L}\p{N}_.+@][\p{L}\p{N}_.+@ -]*):(?<folder>.*)$/u;

/** Where one store lies and how rclone gets its credentials. */
export class RcloneSettings {
  static read(store: string, config: Config): RcloneSettings {
    const key = `emrBackup.stores.${store}`;
    const given = config.getString('remote');
    const { remote, folder } = REMOTE.exec(given)?.groups ?? {};
    if (!remote)
      throw new InputError(
        `${key}.remote must be the name of a remote in rclone's configuration, a colon and a folder, such as "toronto:backups".`,
      );
    const configFile = config.getOptionalString('configFile');
    const text = config.getOptionalString('config');
    if ((configFile === undefined) === (text === undefined))
      throw new InputError(
        `${key} needs either configFile, the path of rclone's configuration, or config, its text.`,
      );
    const environment =
      text === undefined ? {} : remoteEnvironment(`${key}.config`, text);
    if (
      text !== undefined &&
      !environment[`RCLONE_CONFIG_${remote.toUpperCase()}_TYPE`]
    )
      throw new InputError(
        `${key}.config describes no remote "${remote}" with a type.`,
      );
    const below = config.getOptionalString('path') ?? '';
    return new RcloneSettings(
      store,
      `${remote}:${below ? path.posix.join(folder, below) : folder}`,
      environment,
      configFile,
    );
  }

  private constructor(
    readonly store: string,
    /** Remote and folder where the store begins. */
    readonly root: string,
    /** For rclone alone; holds secrets. */
    readonly environment: Readonly<Record<string, string>>,
    private readonly configFile: string | undefined,
  ) {}

  /** What rclone calls a path of the store. */
  locate(storePath: string): string {
    if (storePath === '') return this.root;
    return /[:/]$/.test(this.root)
      ? `${this.root}${storePath}`
      : `${this.root}/${storePath}`;
  }

  /** The arguments that name the configuration. Refuses a file with credentials that everyone may read. */
  async configArguments(): Promise<string[]> {
    if (this.configFile === undefined) return ['--config='];
    const problem = await privateFileProblem(this.configFile);
    if (problem)
      throw new DrillFault(
        'store-unreachable',
        `The store "${this.store}" cannot be reached: rclone's configuration (emrBackup.stores.${this.store}.configFile) ${problem}.`,
      );
    return ['--config', path.resolve(this.configFile)];
  }
}
