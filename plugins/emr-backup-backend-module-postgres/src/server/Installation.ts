import { execFile } from 'node:child_process';
import { access, constants, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';
import { majorOf } from '../script/DumpHeader';

const run = promisify(execFile);

/** PostgreSQL programs of one version found on this machine. */
export interface Installation {
  binDir: string;
  version: string;
  major: number;
}

const NEEDED = ['initdb', 'postgres', 'pg_restore'];
/** Where Debian, and then Red Hat, put each major version. */
const PARENTS: readonly [string, (entry: string) => string | undefined][] = [
  ['/usr/lib/postgresql', entry => join(entry, 'bin')],
  [
    '/usr',
    entry => (entry.startsWith('pgsql-') ? join(entry, 'bin') : undefined),
  ],
];

async function complete(binDir: string): Promise<boolean> {
  try {
    await Promise.all(
      NEEDED.map(name => access(join(binDir, name), constants.X_OK)),
    );
    return true;
  } catch {
    return false;
  }
}

async function candidates(binDir?: string): Promise<string[]> {
  if (binDir) return [binDir];
  const found: string[] = [];
  for (const [parent, toBin] of PARENTS) {
    const entries = await readdir(parent).catch(() => []);
    for (const entry of entries) {
      const bin = toBin(entry);
      if (bin) found.push(join(parent, bin));
    }
  }
  return [...found, ...(process.env.PATH ?? '').split(delimiter)].filter(
    Boolean,
  );
}

async function installations(binDir?: string): Promise<Installation[]> {
  const found: Installation[] = [];
  for (const dir of new Set(await candidates(binDir))) {
    if (!(await complete(dir))) continue;
    const { stdout } = await run(join(dir, 'postgres'), ['--version']);
    const version = /(\d+(?:\.\d+|beta\d+|rc\d+|devel)*)/.exec(stdout)?.[1];
    if (version) found.push({ binDir: dir, version, major: majorOf(version) });
  }
  return found.sort((a, b) => b.major - a.major);
}

/** The newest PostgreSQL installed here, or the newest of one major version. */
export async function findInstallation(options: {
  binDir?: string;
  major?: number;
}): Promise<Installation> {
  const all = await installations(options.binDir);
  if (all.length === 0) {
    throw new DrillFault(
      'engine-missing',
      options.binDir
        ? `There is no PostgreSQL server in ${options.binDir}: initdb, postgres and pg_restore must all be there.`
        : 'No PostgreSQL server is installed here. Install the Debian package "postgresql" (it brings initdb, postgres and pg_restore).',
    );
  }
  const { major } = options;
  const fitting = all.find(it => major === undefined || it.major === major);
  if (!fitting) {
    throw new DrillFault(
      'engine-version',
      `This physical backup needs PostgreSQL ${major}; installed here: ${all
        .map(it => it.version)
        .join(
          ', ',
        )}. Install the Debian package "postgresql-${major}" on the drill host.`,
    );
  }
  return fitting;
}
