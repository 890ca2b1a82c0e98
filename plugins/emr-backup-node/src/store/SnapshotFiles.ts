import type { SnapshotFile, SnapshotRepository } from './SnapshotRepository';

/** About 10 MB of paths at most. One snapshot of many documents must not push all others out. */
const FILES_KEPT = 50_000;
const FILES_KEPT_OF_ONE = 5_000;

/**
 * What lies in each snapshot. A snapshot never changes, and asking for its
 * files costs a start of the program and the derivation of its key: what was
 * listed once is remembered, within bounds.
 */
export class SnapshotFiles {
  readonly #lists = new Map<string, readonly SnapshotFile[]>();
  readonly #totals = new Map<string, number>();
  #kept = 0;

  constructor(private readonly repository: SnapshotRepository) {}

  async *of(id: string, signal?: AbortSignal): AsyncGenerator<SnapshotFile> {
    const known = this.#lists.get(id);
    if (known) {
      yield* known;
      return;
    }
    const seen: SnapshotFile[] = [];
    let total = 0;
    let count = 0;
    for await (const file of this.repository.files(id, signal)) {
      total += file.bytes;
      if (++count <= FILES_KEPT_OF_ONE) seen.push(file);
      else seen.length = 0;
      yield file;
    }
    this.#totals.set(id, total);
    if (count <= FILES_KEPT_OF_ONE) this.#keep(id, seen);
  }

  /** Bytes of all files of a snapshot. */
  async totalBytes(id: string, signal?: AbortSignal): Promise<number> {
    const known = this.#totals.get(id);
    if (known !== undefined) return known;
    let total = 0;
    for await (const { bytes } of this.of(id, signal)) total += bytes;
    return total;
  }

  async find(
    id: string,
    path: string,
    signal?: AbortSignal,
  ): Promise<SnapshotFile | undefined> {
    // Read to the end, so that the next file of a small snapshot is found at once.
    let found: SnapshotFile | undefined;
    for await (const file of this.of(id, signal))
      if (file.path === path) found = file;
    return found;
  }

  /** Forgets snapshots that are not in the repository any more. */
  retain(ids: ReadonlySet<string>) {
    for (const id of this.#totals.keys()) if (!ids.has(id)) this.#forget(id);
  }

  #keep(id: string, files: readonly SnapshotFile[]) {
    if (this.#lists.has(id)) return;
    for (const oldest of this.#lists.keys()) {
      if (this.#kept + files.length <= FILES_KEPT) break;
      this.#drop(oldest);
    }
    this.#lists.set(id, files);
    this.#kept += files.length;
  }

  #drop(id: string) {
    this.#kept -= this.#lists.get(id)?.length ?? 0;
    this.#lists.delete(id);
  }

  #forget(id: string) {
    this.#drop(id);
    this.#totals.delete(id);
  }
}
