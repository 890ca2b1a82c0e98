import {
  chmod,
  cp,
  lchown,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  BackupFault,
  DrillFault,
  type DumpSource,
} from '@emr-backup/plugin-emr-backup-node';
import { escapeLiteral } from 'pg';
import { instantOf } from '../script/DumpHeader';
import { ADMIN_ROLE, type Cluster } from './Cluster';
import { scratchFull } from './Postmaster';
import { runTool } from './tool';

/** Directories that are empty in a backup, and so may be lost on the way. */
const EMPTY_DIRECTORIES = [
  'pg_commit_ts',
  'pg_dynshmem',
  'pg_logical/mappings',
  'pg_logical/snapshots',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_tblspc',
  'pg_twophase',
  'pg_wal/archive_status',
];
/** What would tie the copy to the server it came from, or run its commands. */
const TIES = [
  'postmaster.pid',
  'postmaster.opts',
  'standby.signal',
  'recovery.signal',
  'recovery.conf',
  'postgresql.auto.conf',
];

/** What a physical backup tells about itself. */
export interface PhysicalFacts {
  major: number;
  bytes: number;
  takenAt?: string;
}

function damaged(name: string, what: string): BackupFault {
  return new BackupFault(
    'archive-damaged',
    `${name} is damaged: ${what}. Take the backup again.`,
  );
}

function incomplete(name: string, what: string): BackupFault {
  return new BackupFault(
    'truncated',
    `${name} is not complete: ${what}. Take the backup again.`,
  );
}

/** The first of these that is a directory itself, and no link to one. */
async function firstDirectory(paths: string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await lstat(path).catch(() => undefined);
    if (found?.isDirectory()) return path;
  }
  return undefined;
}

async function sizeBelow(directory: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (entry.isFile()) {
      bytes += (await stat(join(entry.parentPath, entry.name))).size;
    }
  }
  return bytes;
}

/** Reads version, size and time of a staged physical backup. */
export async function physicalFacts(
  source: DumpSource,
): Promise<PhysicalFacts & { directory: string }> {
  const { directory, name } = source;
  if (!directory) {
    throw new DrillFault(
      'format-unsupported',
      `${name} is a physical backup and must be staged as a directory.`,
    );
  }
  const version = await readFile(join(directory, 'PG_VERSION'), 'utf8').catch(
    () => undefined,
  );
  if (!version || !/^\d+\s*$/.test(version)) {
    throw incomplete(name, 'its file PG_VERSION is missing or unreadable');
  }
  const label = await readFile(join(directory, 'backup_label'), 'utf8').catch(
    () => '',
  );
  const start = /^START TIME: (.+)$/m.exec(label)?.[1];
  return {
    directory,
    major: Number(version),
    bytes: await sizeBelow(directory),
    takenAt: start === undefined ? undefined : instantOf(start),
  };
}

/** Turns a staged physical backup into a data directory of our own, and proves that it recovers. */
export class PhysicalCopy {
  constructor(
    private readonly cluster: Cluster,
    private readonly source: DumpSource,
    private readonly signal: AbortSignal,
  ) {}

  /** Takes the staged directory over; one outside the drill's own directory is copied. */
  async place(directory: string, drillDir: string): Promise<void> {
    const { dataDir } = this.cluster;
    const own = !relative(drillDir, directory).startsWith('..');
    await (own
      ? rename(directory, dataDir)
      : cp(directory, dataDir, { recursive: true, verbatimSymlinks: true }));
    await this.#tablespaces();
    for (const name of EMPTY_DIRECTORIES) {
      await mkdir(join(dataDir, name), { recursive: true });
    }
    await this.#own(dataDir);
  }

  /**
   * A tablespace lies outside the data directory, at a path of the clinic's
   * server. Here it must lie inside, whatever the links and the map say.
   */
  async #tablespaces(): Promise<void> {
    const { dataDir } = this.cluster;
    const links = join(dataDir, 'pg_tblspc');
    const mapped = (
      await readFile(join(dataDir, 'tablespace_map'), 'utf8').catch(() => '')
    ).match(/^\d+(?= )/gm);
    const oids = new Set([
      ...(mapped ?? []),
      ...(await readdir(links).catch(() => [])),
    ]);
    for (const oid of oids) {
      if (!/^\d+$/.test(oid)) continue;
      const link = join(links, oid);
      const place = join(this.cluster.workDir, `tablespace-${oid}`);
      // Staged beside the rest as pg_basebackup's tar has it, or in place of the link.
      const staged = await firstDirectory([join(dataDir, oid), link]);
      if (!staged) {
        throw incomplete(
          this.source.name,
          `the files of its tablespace ${oid} are not in it`,
        );
      }
      await rename(staged, place);
      await rm(link, { force: true });
      await mkdir(links, { recursive: true });
      await symlink(place, link);
      await this.#own(place);
    }
    await rm(join(dataDir, 'tablespace_map'), { force: true });
  }

  /** Gives everything below a directory to the server's account. */
  async #own(directory: string): Promise<void> {
    const { account } = this.cluster;
    await chmod(directory, 0o700);
    if (!account) return;
    const entries = await readdir(directory, {
      recursive: true,
      withFileTypes: true,
    });
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      await lchown(path, account.uid, account.gid);
    }
    await lchown(directory, account.uid, account.gid);
  }

  /** Every file against the backup's own manifest, when it has one. */
  async verifyManifest(): Promise<void> {
    const { dataDir, installation, account, workDir } = this.cluster;
    const manifest = await stat(join(dataDir, 'backup_manifest')).catch(
      () => undefined,
    );
    if (!manifest) return;
    const result = await runTool(
      join(installation.binDir, 'pg_verifybackup'),
      ['--no-parse-wal', '--ignore=tablespace_map', dataDir],
      { cwd: workDir, account, signal: this.signal },
    );
    if (result.code === 0) return;
    const { name } = this.source;
    const missing = /but not on disk/.exec(result.stderr);
    if (missing) throw incomplete(name, 'files of its manifest are missing');
    if (/has size|checksum mismatch|manifest/.test(result.stderr)) {
      throw damaged(name, 'files do not match its own manifest');
    }
  }

  /** Cuts the copy loose from where it came from. */
  async cutLoose(): Promise<void> {
    const { dataDir } = this.cluster;
    const sockets = (await readdir(dataDir)).filter(name =>
      name.startsWith('.s.PGSQL.'),
    );
    for (const name of [...TIES, ...sockets]) {
      await rm(join(dataDir, name), { force: true });
    }
    const slots = join(dataDir, 'pg_replslot');
    for (const slot of await readdir(slots)) {
      await rm(join(slots, slot), { recursive: true });
    }
  }

  /** Recovers the copy alone and without connections, and makes the role we come in by. */
  async recover(): Promise<void> {
    const { dataDir, installation, account, workDir, passwords } = this.cluster;
    const result = await runTool(
      join(installation.binDir, 'postgres'),
      [
        '--single',
        '-D',
        dataDir,
        '-c',
        'log_error_verbosity=default',
        '-c',
        'default_transaction_read_only=off',
        'template1',
      ],
      {
        cwd: workDir,
        account,
        signal: this.signal,
        input: `CREATE ROLE ${ADMIN_ROLE} SUPERUSER LOGIN PASSWORD ${escapeLiteral(
          passwords.admin,
        )}\n`,
      },
    );
    if (result.code !== 0) throw this.#recoveryFault(result.stderr);
  }

  #recoveryFault(log: string): BackupFault | DrillFault {
    const { name } = this.source;
    if (/No space left on device|~53100~/.test(log)) return scratchFull();
    const locale = /with LC_(?:COLLATE|CTYPE) "([\w.@-]+)"/.exec(log)?.[1];
    if (locale) {
      return new DrillFault(
        'environment-collation',
        `${name} was made on a server with the locale "${locale}", which this machine does not have. Install that locale on the drill host and run the drill again.`,
      );
    }
    if (/could not map anonymous shared memory|~53200~/.test(log)) {
      return new DrillFault(
        'memory-short',
        'There is not enough memory to start the scratch PostgreSQL server.',
      );
    }
    if (
      /WAL ends before|could not locate (?:a valid|required) checkpoint|requested WAL segment|could not open file/.test(
        log,
      )
    ) {
      return incomplete(
        name,
        'PostgreSQL lacks a file it needs to recover it (the write-ahead log of the backup must be in it)',
      );
    }
    const state = /~([0-9A-Z]{5})~(?:FATAL|PANIC)/.exec(log)?.[1];
    return damaged(
      name,
      `PostgreSQL could not recover it${state ? ` (SQLSTATE ${state})` : ''}`,
    );
  }
}
