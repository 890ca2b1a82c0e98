import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';
import type { Account } from './Account';
import type { Installation } from './Installation';
import { scratchFull } from './Postmaster';
import { configFile } from './settings';
import { runTool } from './tool';

/** Name of the superuser nobody but we can be; dumps know `postgres`, so it is not that. */
export const ADMIN_ROLE = 'emr_scratch_admin';
/** Name of the role that loads and reads: no superuser, so that a dump cannot reach the machine. */
export const LOADER_ROLE = 'emr_scratch_loader';

/** Where a drill's server lives, and as whom. */
export interface Cluster {
  installation: Installation;
  account: Account | undefined;
  workDir: string;
  dataDir: string;
  /** Passwords of the two roles. They exist in this process and, hashed, in the scratch server. */
  passwords: { admin: string; loader: string };
}

/** Fresh passwords that nobody ever sees. */
export function newPasswords(): Cluster['passwords'] {
  return {
    admin: randomBytes(24).toString('base64url'),
    loader: randomBytes(24).toString('base64url'),
  };
}

/** The account must be able to walk into the work directory, which root may have closed. */
async function openPath(workDir: string, account: Account): Promise<void> {
  const { mode } = await stat(workDir);
  // Only entering, not listing: the directory belongs to this drill alone.
  await chmod(workDir, (mode & 0o7777) | 0o011);
  for (let dir = dirname(workDir); dir !== dirname(dir); dir = dirname(dir)) {
    const parent = await stat(dir);
    const enters =
      parent.uid === account.uid
        ? parent.mode & 0o100
        : parent.mode & (parent.gid === account.gid ? 0o010 : 0o001);
    if (!enters) {
      throw new DrillFault(
        'scratch-unwritable',
        `PostgreSQL runs as the account "${account.name}", which may not enter ${dir}. Choose a work directory it can reach.`,
      );
    }
  }
}

/** Lays out the directory of one scratch server. */
export async function prepareCluster(
  installation: Installation,
  account: Account | undefined,
  workDir: string,
): Promise<Cluster> {
  const home = join(workDir, 'postgres');
  if (account) await openPath(workDir, account);
  await mkdir(home, { mode: 0o700 });
  if (account) await chown(home, account.uid, account.gid);
  return {
    installation,
    account,
    workDir: home,
    dataDir: join(home, 'data'),
    passwords: newPasswords(),
  };
}

/** Writes a file only the server's account can read. */
export async function writeOwned(
  cluster: Cluster,
  path: string,
  content: string,
): Promise<void> {
  await writeFile(path, content, { mode: 0o600 });
  if (cluster.account) {
    await chown(path, cluster.account.uid, cluster.account.gid);
  }
}

/** Our settings and our door: socket only, by password, for the two roles. */
export async function writeConfiguration(
  cluster: Cluster,
  settings: Record<string, string>,
): Promise<void> {
  const { dataDir } = cluster;
  await writeOwned(
    cluster,
    join(dataDir, 'postgresql.conf'),
    configFile(settings),
  );
  await writeOwned(cluster, join(dataDir, 'postgresql.auto.conf'), '');
  await writeOwned(
    cluster,
    join(dataDir, 'pg_hba.conf'),
    `local all ${ADMIN_ROLE},${LOADER_ROLE} scram-sha-256\n`,
  );
  await writeOwned(cluster, join(dataDir, 'pg_ident.conf'), '');
}

/** What decides how an empty cluster looks, beside its place. */
export const INITDB_OPTIONS = [
  `--username=${ADMIN_ROLE}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--lc-collate=C',
  '--lc-messages=C',
  '--no-sync',
  '--no-instructions',
];

/**
 * Makes an empty cluster. Rows sort by byte (C), which any machine has, while
 * letters are known as UTF-8, so that `upper()` and `\w` in a dump's checks see
 * an accented letter as one.
 */
export async function initCluster(
  cluster: Cluster,
  signal: AbortSignal,
): Promise<void> {
  const { dataDir, installation, account, workDir } = cluster;
  const secret = join(workDir, 'initial');
  const run = async (letters: string) => {
    await writeOwned(cluster, secret, cluster.passwords.admin);
    return runTool(
      join(installation.binDir, 'initdb'),
      [
        `--pgdata=${dataDir}`,
        ...INITDB_OPTIONS,
        `--lc-ctype=${letters}`,
        `--pwfile=${secret}`,
      ],
      { cwd: workDir, account, signal },
    );
  };
  try {
    let result = await run('C.UTF-8');
    if (result.code !== 0 && /invalid locale/.test(result.stderr)) {
      result = await run('C');
    }
    if (result.code !== 0) {
      if (/No space left on device/.test(result.stderr)) throw scratchFull();
      throw new DrillFault(
        'engine-start',
        `PostgreSQL could not lay out a scratch server in ${workDir} (initdb ended with exit code ${result.code}).`,
      );
    }
  } finally {
    await rm(secret, { force: true });
  }
}
