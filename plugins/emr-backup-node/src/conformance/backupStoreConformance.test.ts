import { Readable } from 'node:stream';
import { DrillFault, type BackupStore, type StoredFile } from '../contracts';
import { refuseOutsideStore, storePattern } from '../store';
import { backupStoreConformance } from './backupStoreConformance';
import type { ConformanceFile } from './StoreUnderTest';

const fault = (code: 'store-unreachable' | 'artifact-missing', path: string) =>
  new DrillFault(code, `The store "memory" has no ${path}.`);

/** A store that does everything as the contract says, without tools or disks. */
class MemoryStore implements BackupStore {
  readonly name = 'memory';
  readonly type = 'memory';
  readonly limits: BackupStore['limits'] = {
    'local-path': 'Its files lie in memory only.',
  };
  files?: ConformanceFile[] = [];

  async *list(request: {
    pattern: string;
    signal?: AbortSignal;
  }): AsyncIterable<StoredFile> {
    const pattern = storePattern(this.name, request.pattern);
    for (const { path, content, modifiedAt } of this.found()) {
      request.signal?.throwIfAborted();
      if (pattern.matches(path))
        yield {
          path,
          bytes: content.length,
          modifiedAt: modifiedAt.toISOString(),
        };
    }
  }

  async open(path: string, options?: { signal?: AbortSignal }) {
    refuseOutsideStore(this.name, path);
    const file = this.found().find(known => known.path === path);
    if (!file) throw fault('artifact-missing', path);
    return Readable.from(this.chunksOf(file.content), {
      signal: options?.signal,
      objectMode: false,
    });
  }

  *chunksOf(content: Buffer) {
    for (let at = 0; at < content.length; at += 65_536)
      yield content.subarray(at, at + 65_536);
  }

  protected found(): ConformanceFile[] {
    if (!this.files) throw fault('store-unreachable', 'place');
    return this.files;
  }
}

class Forgetful extends MemoryStore {
  protected override found() {
    return this.files ?? [];
  }
}

class Shortening extends MemoryStore {
  override *chunksOf(content: Buffer) {
    yield content.subarray(0, 65_536);
  }
}

class Deaf extends MemoryStore {
  override async *list({ pattern }: { pattern: string }) {
    yield* super.list({ pattern });
  }
}

class Hoarding extends MemoryStore {
  override async *list(request: { pattern: string; signal?: AbortSignal }) {
    const kept: StoredFile[] = [];
    for await (const file of super.list(request))
      kept.push({ ...file, path: Buffer.from(file.path).toString() });
    yield* kept;
  }
}

class Modest extends MemoryStore {
  override readonly limits = {
    ...new MemoryStore().limits,
    'file-times': 'It says that it does not know the times, yet it tells them.',
  };
}

/** The questions a kind of store does not answer well. */
async function failedQuestions(Store: new () => MemoryStore) {
  const store = new Store();
  const unreachable = new Store();
  unreachable.files = undefined;
  let puts = 0;
  const kit = backupStoreConformance(async () => ({
    store,
    unreachable,
    async put(files) {
      const folder = `put-${puts++}`;
      for (const file of files)
        store.files?.push({ ...file, path: `${folder}/${file.path}` });
      return folder;
    },
  }));
  await kit.prepare();
  const failed: string[] = [];
  for (const { title, run } of kit.cases)
    await run().catch(() => failed.push(title));
  return failed;
}

describe('the conformance kit for stores', () => {
  it.each([
    ['finds nothing in a store that keeps the contract', MemoryStore, []],
    [
      'catches a store that answers with an empty list when it is gone',
      Forgetful,
      ['calls a store it cannot reach unreachable, never empty'],
    ],
    [
      'catches a store that ends a file early',
      Shortening,
      ['opens every file with exactly its bytes'],
    ],
    [
      'catches a store that does not stop',
      Deaf,
      [
        'stops listing when told to, and leaves no process',
        'does not begin what was cancelled before',
      ],
    ],
    [
      'catches a store that keeps its whole list in memory',
      Hoarding,
      [
        'stops listing when told to, and leaves no process',
        'lists 20000 files without keeping them in memory',
      ],
    ],
    [
      'catches a limit that is none',
      Modest,
      ['tells when every file was changed, or declares that it cannot'],
    ],
  ] as const)(
    '%s',
    async (_, Store, expected) => {
      expect(await failedQuestions(Store)).toEqual(expected);
    },
    60_000,
  );

  it('asks nothing before it is prepared', async () => {
    const [{ run }] = backupStoreConformance(async () => {
      throw new Error('not reached');
    }).cases;
    await expect(run()).rejects.toThrow('prepare()');
  });
});
