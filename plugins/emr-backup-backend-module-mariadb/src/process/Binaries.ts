import { access, constants } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { realpath } from 'node:fs/promises';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';

/** Where the MariaDB programs lie; found on the path when not given. @public */
export interface MariadbEngineOptions {
  /** The server. Default: `mariadbd`, else `mysqld`. */
  mariadbd?: string;
  /** The client. Default: `mariadb`, else `mysql`. */
  mariadb?: string;
  /** Folder with `mysql_system_tables.sql`. Default: `share/mysql` or `share/mariadb` beside the server. */
  shareDir?: string;
  /** Loads mydumper directories. Default: `myloader`. */
  myloader?: string;
  /** Prepares physical backups. Default: `mariabackup`, else `mariadb-backup`. */
  mariabackup?: string;
  /** Unpacks xbstream archives. Default: `mbstream`, else `xbstream`. */
  mbstream?: string;
}

/** One of the programs of {@link MariadbEngineOptions}. */
export type Program = Exclude<keyof MariadbEngineOptions, 'shareDir'>;

const PROGRAMS: Record<Program, { names: string[]; debianPackage: string }> = {
  mariadbd: { names: ['mariadbd', 'mysqld'], debianPackage: 'mariadb-server' },
  mariadb: { names: ['mariadb', 'mysql'], debianPackage: 'mariadb-client' },
  myloader: { names: ['myloader'], debianPackage: 'mydumper' },
  mariabackup: {
    names: ['mariabackup', 'mariadb-backup'],
    debianPackage: 'mariadb-backup',
  },
  mbstream: {
    names: ['mbstream', 'xbstream'],
    debianPackage: 'mariadb-backup',
  },
};

/** Servers live here on Debian, and a service's PATH often lacks it. */
const EXTRA_PATH = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec'];

async function isExecutable(path: string) {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Finds the MariaDB programs of this machine, once each. */
export class Binaries {
  readonly #options: MariadbEngineOptions;
  readonly #found = new Map<Program, string>();

  constructor(options: MariadbEngineOptions) {
    this.#options = options;
  }

  /** Absolute path, or undefined when the program is not installed. */
  async find(program: Program): Promise<string | undefined> {
    const known = this.#found.get(program);
    if (known) return known;
    const configured = this.#options[program];
    const names = configured ? [configured] : PROGRAMS[program].names;
    const folders = [...(process.env.PATH ?? '').split(':'), ...EXTRA_PATH];
    for (const name of names) {
      const candidates =
        isAbsolute(name) || name.includes('/')
          ? [resolve(name)]
          : folders.filter(isAbsolute).map(folder => join(folder, name));
      for (const candidate of candidates) {
        if (await isExecutable(candidate)) {
          this.#found.set(program, candidate);
          return candidate;
        }
      }
    }
    return undefined;
  }

  /** Absolute path, or a DrillFault that names the Debian package. */
  async require(program: Program): Promise<string> {
    const path = await this.find(program);
    if (path) return path;
    const { names, debianPackage } = PROGRAMS[program];
    const missing = this.#options[program] ?? names[0];
    throw new DrillFault(
      program === 'mariadbd' || program === 'mariadb'
        ? 'engine-missing'
        : 'tool-missing',
      `The program ${missing} is not installed here. On Debian it comes with the package ${debianPackage}.`,
    );
  }

  /** The folder of the SQL files that create a server's own tables. */
  async shareDir(): Promise<string> {
    const server = await realpath(await this.require('mariadbd'));
    const prefix = dirname(dirname(server));
    const candidates = this.#options.shareDir
      ? [this.#options.shareDir]
      : ['share/mysql', 'share/mariadb', 'share'].map(folder =>
          join(prefix, folder),
        );
    for (const candidate of candidates) {
      try {
        await access(join(candidate, 'mysql_system_tables.sql'));
        return candidate;
      } catch {
        continue;
      }
    }
    throw new DrillFault(
      'engine-missing',
      `The file mysql_system_tables.sql of the MariaDB server was not found in ${candidates.join(
        ', ',
      )}. On Debian it comes with the package mariadb-server.`,
    );
  }
}
