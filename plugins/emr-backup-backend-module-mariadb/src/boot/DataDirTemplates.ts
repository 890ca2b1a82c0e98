import { createHash, randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import {
  chown,
  cp,
  lstat,
  mkdir,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  utimes,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { RunAccount } from '../process/RunAccount';

/** One for each profile of each server version; the longest unused go first. */
const KEPT = 12;

/** What a fresh datadir depends on. */
export interface TemplateKind {
  /** The server program. */
  server: string;
  version: string;
  /** Settings of the profile: some shape the files, and none is worth guessing about. */
  settings: Record<string, string>;
}

const cacheFolder = () =>
  join(
    process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
    'emr-backup',
    'mariadb-templates',
  );

/** Ours alone: whoever could write there could put accounts into every scratch server. */
const isOursAlone = (found: Stats) =>
  found.isDirectory() &&
  found.uid === process.geteuid?.() &&
  (found.mode & 0o077) === 0;

async function handOver(folder: string, account: RunAccount): Promise<void> {
  if (!account.switched) return;
  for (const entry of await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  })) {
    const path = join(entry.parentPath, entry.name);
    await chown(path, account.uid, account.gid);
  }
}

async function empty(folder: string) {
  for (const name of await readdir(folder)) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Copies a folder's content, sharing blocks where the file system can. */
const clone = (from: string, to: string) =>
  cp(from, to, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    errorOnExist: false,
  });

/**
 * Fresh datadirs to start from, kept in the cache of our own user, one for
 * every kind of server. They are taken before any account or database of a
 * drill exists. Several processes may use them at once: a template appears by
 * rename, whole or not at all. Where no cache can be had every server is made
 * from nothing, which only takes longer.
 */
export class DataDirTemplates {
  readonly #folder: string;
  readonly #account: RunAccount;

  constructor(account: RunAccount, folder = cacheFolder()) {
    this.#account = account;
    this.#folder = folder;
  }

  /** Fills an empty datadir from its template; false when there is none. */
  async fill(kind: TemplateKind, dataDir: string): Promise<boolean> {
    try {
      const template = await this.#path(kind);
      for (const path of [this.#folder, template]) {
        if (!isOursAlone(await lstat(path))) return false;
      }
      await clone(template, dataDir);
      await handOver(dataDir, this.#account);
      const now = new Date();
      await utimes(template, now, now);
      return true;
    } catch {
      // Pruned meanwhile, never made, or half copied: the caller starts from nothing.
      await empty(dataDir);
      return false;
    }
  }

  /** Keeps a copy of a datadir that no server has run on yet. */
  async keep(kind: TemplateKind, dataDir: string): Promise<void> {
    const building = join(
      this.#folder,
      `.new-${randomBytes(8).toString('hex')}`,
    );
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      if (!isOursAlone(await lstat(this.#folder))) return;
      await mkdir(building, { mode: 0o700 });
      await clone(dataDir, building);
      await rename(building, await this.#path(kind));
      await this.#prune();
    } catch {
      // No room, not writable, or another process was faster: the next drill tries again.
    } finally {
      // A folder we may not enter holds nothing of ours.
      await rm(building, { recursive: true, force: true }).catch(
        () => undefined,
      );
    }
  }

  async #path({ server, version, settings }: TemplateKind): Promise<string> {
    const program = await realpath(server);
    const { size, mtimeMs } = await stat(program);
    const key = createHash('sha256').update(
      JSON.stringify([program, size, mtimeMs, Object.entries(settings).sort()]),
    );
    return join(this.#folder, `${version}-${key.digest('hex').slice(0, 24)}`);
  }

  async #prune() {
    const names = (await readdir(this.#folder)).filter(
      name => !name.startsWith('.'),
    );
    const ages = await Promise.all(
      names.map(async name => {
        const path = join(this.#folder, name);
        return { path, used: (await lstat(path)).mtimeMs };
      }),
    );
    const old = ages.toSorted((a, b) => b.used - a.used).slice(KEPT);
    for (const { path } of old)
      await rm(path, { recursive: true, force: true });
  }
}
