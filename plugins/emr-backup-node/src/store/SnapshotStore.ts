import type { Readable } from 'node:stream';
import type { BackupStore, StoredFile } from '../contracts';
import { DrillFault } from '../contracts';
import { SnapshotFiles } from './SnapshotFiles';
import type {
  RepositorySnapshot,
  SnapshotRepository,
} from './SnapshotRepository';
import { refuseOutsideStore, storePattern } from './storePattern';

/** Snapshots listed first cost a program start each; the history keeps what was observed before. */
const NEWEST = 50;

const TAR = '.tar';

class SnapshotStore implements BackupStore {
  readonly limits = {
    'local-path': 'Its files are read out of a repository, not from a folder.',
    'file-times':
      'A file has the time its snapshot was taken, which tells how old the backup is.',
  };
  readonly #files: SnapshotFiles;

  constructor(
    readonly name: string,
    readonly type: string,
    private readonly repository: SnapshotRepository,
    readonly listsNewest: number,
  ) {
    this.#files = new SnapshotFiles(repository);
  }

  async *list(request: {
    pattern: string;
    signal?: AbortSignal;
  }): AsyncIterable<StoredFile> {
    const { signal } = request;
    const pattern = storePattern(this.name, request.pattern);
    const whole = pattern.depth === this.repository.folderDepth;
    const wanted = (await this.#snapshots(signal))
      .filter(({ folder }) =>
        whole ? pattern.matches(folder + TAR) : pattern.mayHold(folder),
      )
      .slice(0, this.listsNewest);
    for (const { id, folder, takenAt, digests } of wanted) {
      const about = {
        modifiedAt: takenAt,
        snapshot: folder,
        ...(digests && { digests }),
      };
      signal?.throwIfAborted();
      if (whole) {
        const bytes = await this.#files.totalBytes(id, signal);
        yield { path: folder + TAR, bytes, ...about };
        continue;
      }
      for await (const file of this.#files.of(id, signal)) {
        signal?.throwIfAborted();
        const path = `${folder}/${file.path}`;
        if (pattern.matches(path)) yield { path, bytes: file.bytes, ...about };
      }
    }
  }

  async open(
    storePath: string,
    options?: { signal?: AbortSignal },
  ): Promise<Readable> {
    refuseOutsideStore(this.name, storePath);
    const signal = options?.signal;
    const { repository } = this;
    const parts = storePath.split('/');
    const folder = parts.slice(0, repository.folderDepth).join('/');
    const inside = parts.slice(repository.folderDepth).join('/');
    if (inside === '' && folder.endsWith(TAR)) {
      const id = repository.idOf(folder.slice(0, -TAR.length));
      if (id !== undefined) return repository.openTar(id, signal);
    }
    const id = repository.idOf(folder);
    // Of a folder the programs would write an archive, or nothing.
    const file =
      id !== undefined && inside !== ''
        ? await this.#files.find(id, inside, signal)
        : undefined;
    if (id === undefined || !file) {
      // A repository that cannot be reached is no proof that the file is gone.
      if (id === undefined) await repository.snapshots(signal);
      throw new DrillFault(
        'artifact-missing',
        `The file "${storePath}" is not in the store "${this.name}".`,
      );
    }
    return repository.open(id, file, signal);
  }

  byHand(paths: readonly string[]) {
    const { repository } = this;
    const depth = repository.folderDepth;
    const files = paths.flatMap(file => {
      const parts = file.split('/');
      const folder = parts.slice(0, depth).join('/');
      const inside = parts.slice(depth).join('/');
      const whole = inside === '' && folder.endsWith(TAR);
      const id = repository.idOf(whole ? folder.slice(0, -TAR.length) : folder);
      return id === undefined ? [] : [{ id, path: inside }];
    });
    return repository.byHand(files);
  }

  /** Newest first. */
  async #snapshots(signal?: AbortSignal): Promise<RepositorySnapshot[]> {
    const snapshots = await this.repository.snapshots(signal);
    this.#files.retain(new Set(snapshots.map(({ id }) => id)));
    return snapshots.sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
  }
}

/**
 * A store whose backups are the snapshots of a repository. A glob with more
 * levels than a snapshot's folder lists the files in the snapshots; one with
 * just as many, such as `lakeside/*.tar`, lists every snapshot as one archive.
 * @public
 */
export function createSnapshotStore(options: {
  name: string;
  type: string;
  repository: SnapshotRepository;
  /** How many of the newest snapshots that match are listed. Default: 50. */
  newest?: number;
}): BackupStore {
  const { name, type, repository, newest = NEWEST } = options;
  return new SnapshotStore(name, type, repository, newest);
}
