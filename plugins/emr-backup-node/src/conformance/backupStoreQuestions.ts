import assert from 'node:assert/strict';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BackupStore, StoreAbility, StoredFile } from '../contracts';
import { BIG_BYTES, FEW_FILES, MANY } from './fixture';
import { runningChildren, usedMemory } from './observation';
import type { StoreUnderTest } from './StoreUnderTest';

/** The many paths are about 4 MB when kept; a stream keeps a few of them. */
const MEMORY_ALLOWED = 1.5 * 1024 * 1024;
const MEMORY_LOOKS = 5;

/** A store with the folders its files were put in. */
export interface FilledStore extends StoreUnderTest {
  few: string;
  many: string;
}

const inside = (folder: string, path: string) =>
  folder === '' ? path : `${folder}/${path}`;

async function listed(store: BackupStore, pattern: string) {
  const files: StoredFile[] = [];
  for await (const file of store.list({ pattern })) files.push(file);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function read(store: BackupStore, path: string): Promise<Buffer> {
  return buffer(await store.open(path));
}

function rejectsWith(
  action: Promise<unknown>,
  expected: { name: string; code?: RegExp; message?: RegExp },
) {
  return assert.rejects(action, (error: Error & { code?: string }) => {
    assert.equal(error.name, expected.name, `${error}`);
    if (expected.code) assert.match(error.code ?? '', expected.code);
    if (expected.message) assert.match(error.message, expected.message);
    return true;
  });
}

/** Asks that something starts no process that outlives it. */
async function leavesNoProcess(action: () => Promise<void>) {
  const before = new Set(runningChildren());
  await action();
  const left = runningChildren().filter(pid => !before.has(pid));
  assert.equal(left.length, 0, `still running: ${left.join(', ')}`);
}

function declared(store: BackupStore, ability: StoreAbility): boolean {
  const limit = store.limits?.[ability];
  if (limit !== undefined)
    assert.match(limit, /^[A-Z].{10,}\.$/, 'a limit is one sentence');
  return limit !== undefined;
}

function closeOf(stream: Readable): Promise<void> {
  return new Promise(resolve => {
    stream.once('close', resolve);
  });
}

/** Each by what the answer must be. */
export const QUESTIONS: Record<
  string,
  (subject: FilledStore) => Promise<void>
> = {
  'lists the files that match, and no others': async ({ store, few }) => {
    const paths = async (pattern: string) =>
      (await listed(store, inside(few, pattern))).map(file => file.path);
    const expected = (...names: string[]) =>
      names.map(name => inside(few, name)).sort();
    assert.deepEqual(
      await paths('lakeside/*.gz'),
      expected('lakeside/nightly.sql.gz'),
    );
    assert.deepEqual(
      await paths('lakeside/**/*.gz'),
      expected('lakeside/nightly.sql.gz', 'lakeside/older/nightly.sql.gz'),
    );
    assert.deepEqual(
      await paths('{hollow,big}/*'),
      expected('hollow/empty.sql', 'big/stream.xb'),
    );
    assert.deepEqual(
      await paths('lakeside/notes.txt'),
      expected('lakeside/notes.txt'),
    );
    assert.deepEqual(
      await paths('**'),
      expected(...FEW_FILES.map(file => file.path)),
    );
  },

  'lists nothing where nothing matches': async ({ store, few }) => {
    for (const pattern of ['lakeside', 'nowhere/*', 'lakeside/*.zst'])
      assert.deepEqual(await listed(store, inside(few, pattern)), []);
  },

  'tells the size of every file': async ({ store, few }) => {
    const sizes = (await listed(store, inside(few, '**'))).map(file => [
      file.path,
      file.bytes,
    ]);
    assert.deepEqual(
      Object.fromEntries(sizes),
      Object.fromEntries(
        FEW_FILES.map(file => [inside(few, file.path), file.content.length]),
      ),
    );
  },

  'tells when every file was changed, or declares that it cannot': async ({
    store,
    few,
  }) => {
    const files = await listed(store, inside(few, '**'));
    const wrong = FEW_FILES.filter(({ path, modifiedAt }) => {
      const file = files.find(known => known.path === inside(few, path));
      assert(file, `${path} is not listed`);
      assert.equal(file.modifiedAt, new Date(file.modifiedAt).toISOString());
      // Some protocols know whole seconds only.
      return (
        Math.abs(Date.parse(file.modifiedAt) - modifiedAt.getTime()) >= 1000
      );
    });
    if (declared(store, 'file-times')) assert.notEqual(wrong.length, 0);
    else assert.deepEqual(wrong, []);
  },

  'names a local path, or declares that it cannot': async ({ store, few }) => {
    const local = await store.localPath?.(
      inside(few, 'lakeside/nightly.sql.gz'),
    );
    if (declared(store, 'local-path')) assert.equal(local, undefined);
    else assert.match(local ?? '', /^\/.*nightly\.sql\.gz$/);
  },

  'opens every file with exactly its bytes': async ({ store, few }) => {
    for (const { path, content } of FEW_FILES) {
      const found = await read(store, inside(few, path));
      assert(content.equals(found), `${path} came back with other bytes`);
    }
  },

  'opens one file several times at once': async ({ store, few }) => {
    const path = inside(few, 'lakeside/older/nightly.sql.gz');
    const [first, second] = await Promise.all([
      read(store, path),
      read(store, path),
    ]);
    assert.deepEqual(first, second);
  },

  'says that a file is gone': async ({ store, few }) => {
    await rejectsWith(read(store, inside(few, 'lakeside/gone.sql.gz')), {
      name: 'DrillFault',
      code: /^artifact-missing$/,
      message: /gone\.sql\.gz/,
    });
  },

  'does not open a folder as if it were a file': async ({ store, few }) => {
    await rejectsWith(read(store, inside(few, 'lakeside')), {
      name: 'DrillFault',
      code: /^artifact-(missing|unreadable)$/,
    });
  },

  'refuses a pattern or path that leaves the store': async ({ store }) => {
    for (const path of ['../secret/*', 'a/../../b', '/etc/*', 'a\0b', '']) {
      await rejectsWith(listed(store, path), { name: 'InputError' });
      await rejectsWith(read(store, path), { name: 'InputError' });
    }
  },

  'calls a store it cannot reach unreachable, never empty': async ({
    unreachable,
  }) => {
    for (const pattern of ['**', 'lakeside/*.gz'])
      await leavesNoProcess(() =>
        rejectsWith(listed(unreachable, pattern), {
          name: 'DrillFault',
          code: /^store-unreachable$/,
          message: new RegExp(`"${unreachable.name}".*\\.$`),
        }),
      );
    await rejectsWith(read(unreachable, 'lakeside/nightly.sql.gz'), {
      name: 'DrillFault',
      code: /^store-unreachable$/,
    });
  },

  'stops listing when told to, and leaves no process': async ({
    store,
    many,
  }) => {
    await leavesNoProcess(async () => {
      const controller = new AbortController();
      const files = store.list({
        pattern: inside(many, '**'),
        signal: controller.signal,
      });
      const walk = async () => {
        for await (const file of files) {
          assert(file.path);
          controller.abort();
        }
      };
      await rejectsWith(walk(), { name: 'AbortError' });
    });
  },

  'leaves no process when the list is not read to its end': async ({
    store,
    many,
  }) => {
    await leavesNoProcess(async () => {
      for await (const file of store.list({ pattern: inside(many, '**') })) {
        assert(file.path);
        break;
      }
    });
  },

  'does not begin what was cancelled before': async ({ store, few }) => {
    const signal = AbortSignal.abort();
    const pattern = inside(few, '**');
    const first = async () => {
      for await (const file of store.list({ pattern, signal }))
        assert.fail(`${file.path} was listed`);
    };
    await leavesNoProcess(() => rejectsWith(first(), { name: 'AbortError' }));
  },

  'stops reading when told to, and leaves no process': async ({
    store,
    few,
  }) => {
    await leavesNoProcess(async () => {
      const controller = new AbortController();
      const stream = await store.open(inside(few, 'big/stream.xb'), {
        signal: controller.signal,
      });
      const closed = closeOf(stream);
      let bytes = 0;
      const readOn = async () => {
        for await (const chunk of stream) {
          bytes += chunk.length;
          controller.abort();
        }
      };
      await rejectsWith(readOn(), { name: 'AbortError' });
      assert(bytes < BIG_BYTES);
      await closed;
    });
  },

  'leaves no process when a file is not read to its end': async ({
    store,
    few,
  }) => {
    await leavesNoProcess(async () => {
      const stream = await store.open(inside(few, 'big/stream.xb'));
      const closed = closeOf(stream);
      stream.destroy();
      await closed;
    });
  },

  [`lists ${MANY} files without keeping them in memory`]: async ({
    store,
    many,
  }) => {
    // Once before, so that what is loaded or set up on first use is not counted.
    assert.equal(
      (await listed(store, inside(many, 'many/7/*'))).length,
      MANY / 20,
    );
    const before = usedMemory();
    let count = 0;
    let most = 0;
    for await (const { path } of store.list({ pattern: inside(many, '**') })) {
      assert(path.endsWith('.sql'));
      if (++count % (MANY / MEMORY_LOOKS) === 0)
        most = Math.max(most, usedMemory() - before);
    }
    assert.equal(count, MANY);
    assert(most < MEMORY_ALLOWED, `${most} bytes were held during the listing`);
  },
};
