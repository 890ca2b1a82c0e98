import {
  createReadStream,
  promises as fs,
  type Dirent,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DrillFault,
  refuseOutsideStore,
  shellWord,
  storePattern,
  type BackupStore,
  type BackupStoreFactory,
  type StoredFile,
  type StorePattern,
} from '@emr-backup/plugin-emr-backup-node';

const codeOf = (error: unknown) =>
  (error as NodeJS.ErrnoException).code ?? 'unknown';

class FilesystemStore implements BackupStore {
  readonly type = 'filesystem';
  readonly #root: string;

  constructor(
    readonly name: string,
    root: string,
    /** A file that tells the right medium from another, and from none. */
    private readonly marker: string | undefined,
  ) {
    this.#root = path.resolve(root);
  }

  async *list(request: {
    pattern: string;
    signal?: AbortSignal;
  }): AsyncIterable<StoredFile> {
    const pattern = storePattern(this.name, request.pattern);
    const root = await this.#realRoot();
    const base = path.join(root, pattern.base);
    const start = await realPathOf(base);
    if (start === undefined) return;
    this.#refuseOutside(root, start, pattern.base);
    const before = await identityOf(start);
    yield* this.#walk({
      root,
      folder: pattern.base,
      above: [start],
      pattern,
      signal: request.signal,
    });
    // A disk that went away in the middle looks like files that were removed.
    await this.#realRoot();
    if ((await identityOf(start)) !== before)
      throw this.#unreachable(
        `The folder "${pattern.base}" of the store "${this.name}" went away while it was listed.`,
      );
  }

  async open(
    storePath: string,
    options?: { signal?: AbortSignal },
  ): Promise<Readable> {
    return createReadStream(await this.localPath(storePath), {
      signal: options?.signal,
    });
  }

  async localPath(storePath: string): Promise<string> {
    refuseOutsideStore(this.name, storePath);
    const root = await this.#realRoot();
    const real = await realPathOf(path.join(root, storePath));
    if (real === undefined)
      throw new DrillFault(
        'artifact-missing',
        `The file "${storePath}" is not in the store "${this.name}" any more.`,
      );
    this.#refuseOutside(root, real, storePath);
    const unreadable = (why: string) =>
      new DrillFault(
        'artifact-unreadable',
        `The file "${storePath}" of the store "${this.name}" cannot be read (${why}).`,
      );
    await fs.access(real, fs.constants.R_OK).catch(error => {
      throw unreadable(codeOf(error));
    });
    if (!(await statusOf(real))?.isFile()) throw unreadable('it is no file');
    return real;
  }

  byHand(paths: readonly string[]) {
    const files = paths.map(file => shellWord(path.join(this.#root, file)));
    return {
      detail: `The store "${this.name}" is a folder of the portal's machine, or a share mounted there.`,
      told: [{ code: 'kit-folder', values: { store: this.name } }],
      commands: [`cp -p ${files.join(' ')} .`],
    };
  }

  async *#walk(at: {
    root: string;
    folder: string;
    /** Real folders from the base down to this one: a link back to one of them would never end. */
    above: readonly string[];
    pattern: StorePattern;
    signal?: AbortSignal;
  }): AsyncIterable<StoredFile> {
    const { root, folder, above, pattern, signal } = at;
    const nested = above.length > 1;
    for await (const entry of this.#entries(root, folder, nested)) {
      signal?.throwIfAborted();
      const storePath = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const absolute = path.join(root, storePath);
      const wanted = pattern.matches(storePath);
      const status = await statusOf(absolute);
      if (!status) continue;
      const descend = status.isDirectory() && pattern.mayHold(storePath);
      if (!descend && !(wanted && status.isFile())) continue;

      const real = entry.isSymbolicLink()
        ? await realPathOf(absolute)
        : path.join(above[above.length - 1], entry.name);
      if (real === undefined) continue;
      this.#refuseOutside(root, real, storePath);
      if (!descend) {
        yield {
          path: storePath,
          bytes: status.size,
          modifiedAt: status.mtime.toISOString(),
        };
      } else if (!above.includes(real)) {
        yield* this.#walk({
          ...at,
          folder: storePath,
          above: [...above, real],
        });
      }
    }
  }

  /** Whatever keeps a folder from being read to its end lies with the store, not with its backups. */
  async *#entries(
    root: string,
    folder: string,
    nested: boolean,
  ): AsyncGenerator<Dirent> {
    const unlisted = (error: unknown) =>
      this.#unreachable(
        `The folder "${folder}" of the store "${
          this.name
        }" cannot be listed (${codeOf(error)}).`,
      );
    const directory = await fs.opendir(path.join(root, folder)).catch(error => {
      // Old backups are thinned out while somebody looks.
      if (nested && codeOf(error) === 'ENOENT') return undefined;
      throw unlisted(error);
    });
    if (!directory) return;
    try {
      for (;;) {
        const entry = await directory.read().catch(error => {
          throw unlisted(error);
        });
        if (entry === null) return;
        yield entry;
      }
    } finally {
      await directory.close();
    }
  }

  #unreachable(message: string): DrillFault {
    return new DrillFault('store-unreachable', message);
  }

  async #realRoot(): Promise<string> {
    const problem = (why: string) =>
      this.#unreachable(
        `The root of the store "${this.name}" (emrBackup.stores.${this.name}.root) ${why}.`,
      );
    let real: string;
    let status: Stats;
    try {
      real = await fs.realpath(this.#root);
      status = await fs.stat(real);
    } catch (error) {
      throw problem(`cannot be reached (${codeOf(error)})`);
    }
    if (!status.isDirectory()) throw problem('is not a folder');
    if (this.marker && !(await statusOf(path.join(real, this.marker))))
      throw problem(
        `does not hold the file "${this.marker}": its disk is not mounted, or it is another one`,
      );
    return real;
  }

  #refuseOutside(root: string, real: string, storePath: string): void {
    if (real === root || real.startsWith(`${root}${path.sep}`)) return;
    throw new InputError(
      `"${storePath}" of the store "${this.name}" is a link that leads out of the store, and is refused.`,
    );
  }
}

/** Stores of `type: filesystem`: a folder of this machine or a mounted share. */
export const filesystemStoreFactory: BackupStoreFactory = {
  type: 'filesystem',
  create: (name: string, config: Config) =>
    new FilesystemStore(
      name,
      config.getString('root'),
      markerOf(name, config.getOptionalString('marker')),
    ),
};

function markerOf(name: string, marker?: string): string | undefined {
  if (marker !== undefined && !/^[^/\\\0]+$/.test(marker))
    throw new InputError(
      `emrBackup.stores.${name}.marker is "${marker}"; it must be the name of a file in the root of the store.`,
    );
  return marker;
}

/** Undefined when nothing is there any more. */
async function identityOf(folder: string): Promise<string | undefined> {
  const status = await statusOf(folder);
  return status && `${status.dev}:${status.ino}`;
}

/** Undefined for what is not there, such as a file that was removed meanwhile or a broken link. */
async function realPathOf(absolute: string): Promise<string | undefined> {
  try {
    return await fs.realpath(absolute);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error)))
      return undefined;
    throw error;
  }
}

async function statusOf(absolute: string): Promise<Stats | undefined> {
  try {
    return await fs.stat(absolute);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error)))
      return undefined;
    throw error;
  }
}
