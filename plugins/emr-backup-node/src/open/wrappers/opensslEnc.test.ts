import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import os from 'node:os';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { surveyArtifact } from '../survey/surveyArtifact';

/** `openssl enc -aes-256-cbc -pbkdf2` with a salt made of a number. */
function encrypted(content: Buffer, number: number): Buffer {
  const salt = createHash('sha256').update(`${number}`).digest().subarray(0, 8);
  const derived = pbkdf2Sync('secret', salt, 10_000, 48, 'sha256');
  const cipher = createCipheriv(
    'aes-256-cbc',
    derived.subarray(0, 32),
    derived.subarray(32),
  );
  return Buffer.concat([
    Buffer.from('Salted__'),
    salt,
    cipher.update(content),
    cipher.final(),
  ]);
}

const kindOf = async (bytes: Buffer) => {
  const file = {
    path: 'a.sql.gz.enc',
    bytes: bytes.length,
    open: async () => Readable.from([bytes]),
  };
  const survey = await surveyArtifact(
    { name: file.path, files: [file] },
    {
      key: { name: 'key', read: async () => Buffer.from('secret') },
      signal: new AbortController().signal,
      workDir: os.tmpdir(),
    },
  );
  return survey.leaves.map(leaf => leaf.kind).join();
};

describe('decryptOpensslEnc', () => {
  it('never takes the noise of a wrong derivation for the text of a tiny file', async () => {
    const nothing = gzipSync(Buffer.alloc(0));
    const kinds = new Set<string>();
    for (let number = 0; number < 64; number += 1)
      kinds.add(await kindOf(encrypted(nothing, number)));
    expect([...kinds]).toEqual(['empty']);
  });
});
