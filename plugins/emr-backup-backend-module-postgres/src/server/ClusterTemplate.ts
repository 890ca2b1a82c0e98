import { createHash, randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Databases } from '../load/Databases';
import {
  initCluster,
  INITDB_OPTIONS,
  newPasswords,
  writeConfiguration,
  writeOwned,
  type Cluster,
} from './Cluster';
import { Connector } from './connect';
import { Postmaster } from './Postmaster';
import { scratchSettings } from './settings';
import { runTool } from './tool';

/** Raise it when what is set up in a template changes, so that older ones are made anew. */
const REVISION = 2;
/** A build that old was given up by a process that is gone. */
const ABANDONED_MS = 60 * 60 * 1000;

/** Where templates are kept when nothing else is said. */
export function defaultCacheDir(): string {
  const { XDG_CACHE_HOME } = process.env;
  const parent =
    process.getuid?.() === 0
      ? '/var/cache'
      : XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(parent, 'emr-backup');
}

/**
 * An empty cluster of one PostgreSQL version, set up once and copied for every
 * drill, because laying one out takes longer than restoring a small backup.
 *
 * It is made by `initdb` and never from a drill. It lies in a folder only the
 * server's account can enter; one that belongs to somebody else, or is open to
 * others, is not used. It is built aside and renamed into place, so that what
 * has its name is whole, and several processes may build it at once. When
 * anything about it does not work, the drill lays out its own cluster.
 */
export class ClusterTemplate {
  readonly #folder: string;
  readonly #path: string;

  constructor(
    private readonly like: Pick<Cluster, 'installation' | 'account'>,
    cacheDir: string,
  ) {
    const { version, major, binDir } = like.installation;
    const recipe = createHash('sha256')
      .update([REVISION, version, binDir, ...INITDB_OPTIONS].join('\n'))
      .digest('hex')
      .slice(0, 12);
    // One folder an account: what another account can write is never started.
    this.#folder = join(
      cacheDir,
      `postgres-${like.account?.name ?? process.getuid?.() ?? 'own'}`,
    );
    this.#path = join(this.#folder, `${major}-${recipe}`);
  }

  /** Copies the template to where the cluster's data go, and builds it first when there is none. False: nothing was copied. */
  async cloneInto(cluster: Cluster, signal: AbortSignal): Promise<boolean> {
    try {
      if (!(await this.#trusted(this.#path))) {
        await this.#prepareFolder();
        if (!(await this.#trusted(this.#folder))) return false;
        await this.#remove(this.#path);
        await this.#build(cluster, signal);
      }
      const secret = await readFile(join(this.#path, 'secret'), 'utf8');
      await copy(join(this.#path, 'data'), cluster.dataDir, cluster, signal);
      cluster.passwords.admin = secret;
      return true;
    } catch {
      signal.throwIfAborted();
      await rm(cluster.dataDir, { recursive: true, force: true });
      return false;
    }
  }

  /** Takes a template away that no server starts on. */
  async discard(): Promise<void> {
    await this.#remove(this.#path);
  }

  /** A folder of the server's account that nobody else can enter. */
  async #trusted(path: string): Promise<boolean> {
    for (const one of new Set([this.#folder, path])) {
      const found = await lstat(one).catch(() => undefined);
      if (!found?.isDirectory()) return false;
      const owner = this.like.account?.uid ?? process.getuid?.();
      if (found.uid !== owner || (found.mode & 0o077) !== 0) return false;
    }
    return true;
  }

  /** Builds below the drill's own directory, where a server that outlives us is found, and puts the result in its place. */
  async #build(drill: Cluster, signal: AbortSignal): Promise<void> {
    const workDir = join(drill.workDir, 'template');
    const aside = join(
      this.#folder,
      `.building-${randomBytes(6).toString('hex')}`,
    );
    try {
      await this.#own(workDir);
      const cluster: Cluster = {
        ...drill,
        workDir,
        dataDir: join(workDir, 'data'),
        passwords: newPasswords(),
      };
      await initCluster(cluster, signal);
      await writeConfiguration(cluster, scratchSettings({}));
      await this.#setUp(cluster, signal);
      await removeSpareForks(cluster.dataDir);
      await writeOwned(
        cluster,
        join(workDir, 'secret'),
        cluster.passwords.admin,
      );
      await this.#sweep();
      await copy(workDir, aside, cluster, signal);
      // Fails when another process was faster, whose template is as good.
      await rename(aside, this.#path).catch(() => undefined);
    } finally {
      await rm(workDir, { recursive: true, force: true });
      await rm(aside, { recursive: true, force: true });
    }
  }

  /** Makes the roles every drill needs, and ends the server in order, so that its copies need no recovery. */
  async #setUp(cluster: Cluster, signal: AbortSignal): Promise<void> {
    const { installation, account, dataDir, workDir } = cluster;
    const postmaster = await Postmaster.start(installation.binDir, dataDir, {
      cwd: workDir,
      account,
      signal,
    });
    const connector = new Connector(cluster);
    const databases = new Databases(connector);
    try {
      await databases.setUp(cluster.passwords.loader);
      await databases.close();
      await postmaster.shutDown();
    } finally {
      await databases.close();
      await postmaster.stop();
      await connector.close();
    }
  }

  async #prepareFolder(): Promise<void> {
    const parent = dirname(this.#folder);
    await mkdir(parent, { recursive: true, mode: 0o755 });
    await this.#own(this.#folder);
  }

  async #own(path: string): Promise<void> {
    await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const { account } = this.like;
    const { uid } = await lstat(path);
    if (uid !== process.getuid?.()) return;
    await chmod(path, 0o700);
    if (account) await chown(path, account.uid, account.gid);
  }

  /** Templates of versions that were updated since, and builds nobody finished. */
  async #sweep(): Promise<void> {
    const { major } = this.like.installation;
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const older = name.startsWith(`${major}-`) && path !== this.#path;
      const { mtimeMs } = await stat(path);
      const abandoned =
        name.startsWith('.') && Date.now() - mtimeMs > ABANDONED_MS;
      if (older || abandoned) await this.#remove(path);
    }
  }

  /** Renamed first: nobody begins to copy what is half removed. */
  async #remove(path: string): Promise<void> {
    const gone = join(
      this.#folder,
      `.removed-${randomBytes(6).toString('hex')}`,
    );
    await rename(path, gone).catch(() => undefined);
    await rm(gone, { recursive: true, force: true });
  }
}

/**
 * Takes away the maps of free space and of visible pages, two files in five.
 * A server makes them anew when it misses them, and making files is what
 * copying a cluster takes its time for.
 */
async function removeSpareForks(dataDir: string): Promise<void> {
  const databases = await readdir(join(dataDir, 'base'));
  for (const folder of databases.map(name => join(dataDir, 'base', name))) {
    const spare = (await readdir(folder)).filter(name =>
      /^\d+_(?:fsm|vm)$/.test(name),
    );
    await Promise.all(spare.map(name => rm(join(folder, name))));
  }
}

/** Copies a directory as the server's account, sharing blocks where the file system can. */
async function copy(
  from: string,
  to: string,
  { workDir, account }: Cluster,
  signal: AbortSignal,
): Promise<void> {
  const { code } = await runTool(
    'cp',
    ['-a', '--reflink=auto', '--', from, to],
    { cwd: workDir, account, signal },
  );
  if (code !== 0) throw new Error(`cp ended with exit code ${code}`);
}
