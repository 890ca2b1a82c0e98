import { execFileSync } from 'node:child_process';
import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
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

const surveyOf = (bytes: Buffer) => {
  const file = {
    path: 'a.sql.gz.enc',
    bytes: bytes.length,
    open: async () => Readable.from([bytes]),
  };
  return surveyArtifact(
    { name: file.path, files: [file] },
    {
      key: { name: 'key', read: async () => Buffer.from('secret') },
      signal: new AbortController().signal,
      workDir: os.tmpdir(),
    },
  );
};

const kindOf = async (bytes: Buffer) =>
  (await surveyOf(bytes)).leaves.map(leaf => leaf.kind).join();

jest.setTimeout(60_000);

describe('decryptOpensslEnc', () => {
  it('never takes the noise of a wrong derivation for the text of a tiny file', async () => {
    const nothing = gzipSync(Buffer.alloc(0));
    const kinds = new Set<string>();
    for (let number = 0; number < 64; number += 1)
      kinds.add(await kindOf(encrypted(nothing, number)));
    expect([...kinds]).toEqual(['empty']);
  });

  it.each([
    '-aes-256-cbc -md md5',
    '-aes-256-cbc -md sha256',
    '-aes-256-cbc -pbkdf2 -iter 20000 -md sha256',
  ])('tells the command that opens what openssl enc %s wrote', async how => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'openssl-'));
    const run = (command: string) =>
      execFileSync('sh', ['-c', command], { cwd: folder, stdio: 'pipe' });
    const content = gzipSync('CREATE TABLE drug (id INT);\n'.repeat(50));
    await fs.writeFile(path.join(folder, 'plain'), content);
    await fs.writeFile(path.join(folder, 'KEYFILE'), 'secret\n');
    run(`openssl enc ${how} -salt -pass file:KEYFILE -in plain -out sealed`);
    const sealed = await fs.readFile(path.join(folder, 'sealed'));
    const { commands } = await surveyOf(sealed);
    expect(commands).toHaveLength(1);
    run(`${commands[0]} -in sealed -out opened`);
    expect(await fs.readFile(path.join(folder, 'opened'))).toEqual(content);
    await fs.rm(folder, { recursive: true });
  });
});
