import { createCipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Artifact, ArtifactFile } from '../contracts';
import type { DrillRequest, KeySource } from '../drill';
import type { PlannedDump } from '../drill/restorePlan';
import { openLeaf } from '../open';
import type { OpenOptions } from '../open/types';
import type { DumpDamage } from './types';

const ITERATIONS = 10_000;

/**
 * Packs the dumps of a good artifact anew, the first of them damaged: gzip
 * inside `openssl enc -pbkdf2` under a key made here, so that nothing a
 * self-test writes can be read by anybody.
 */
export function repack(
  request: DrillRequest,
  good: {
    artifact: Artifact;
    dumps: readonly PlannedDump[];
    open: OpenOptions;
  },
  damage: DumpDamage,
): DrillRequest {
  const secret = randomBytes(24).toString('hex');
  const files = good.dumps.map((dump, index) =>
    packedFile(dump, good, secret, index === 0 ? damage : {}),
  );
  return {
    ...request,
    artifact: { name: `self-test of ${request.artifact.name}`, files },
    documentsDir: undefined,
    key: key(damage.wrongKey ? randomBytes(24).toString('hex') : secret),
  };
}

function key(secret: string): KeySource {
  return { name: 'self-test', read: async () => Buffer.from(secret) };
}

function packedFile(
  dump: PlannedDump,
  good: { artifact: Artifact; open: OpenOptions },
  secret: string,
  damage: DumpDamage,
): ArtifactFile {
  const { leaf } = dump;
  return {
    path: `${path.posix.basename(dump.databaseHint)}.sql.gz.enc`,
    // Unknown before it is packed; the fetch phase counts it.
    bytes: 0,
    open: async options => {
      if (!leaf) throw new Error('only streams are packed anew');
      const content = await openLeaf(good.artifact, leaf, {
        ...good.open,
        signal: options?.signal ?? good.open.signal,
      });
      const damaged = damage.content?.(content) ?? content;
      const packed = encrypt(Readable.from(damaged).pipe(createGzip()), secret);
      return Readable.from(damage.packed?.(packed) ?? packed);
    },
  };
}

async function* encrypt(
  plain: AsyncIterable<Buffer>,
  secret: string,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(8);
  const derived = pbkdf2Sync(secret, salt, ITERATIONS, 48, 'sha256');
  const cipher = createCipheriv(
    'aes-256-cbc',
    derived.subarray(0, 32),
    derived.subarray(32),
  );
  yield Buffer.concat([Buffer.from('Salted__'), salt]);
  for await (const chunk of plain) yield cipher.update(chunk);
  yield cipher.final();
}
