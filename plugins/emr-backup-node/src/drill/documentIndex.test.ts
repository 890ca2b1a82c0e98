import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildDocumentIndex, readDocumentFolder } from './documentIndex';

const file = (at: string, bytes = 1) => ({ path: at, bytes, digests: {} });

describe('buildDocumentIndex', () => {
  it('finds a file by the end of its path, on borders only', () => {
    const index = buildDocumentIndex([
      file('./oscar/document/19.txt'),
      file('oscar/document/2019.txt'),
    ]);
    expect(index.findBySuffix('document/19.txt')?.path).toBe(
      './oscar/document/19.txt',
    );
    expect(index.findBySuffix('9.txt')).toBeUndefined();
    expect(index.get('oscar/document/19.txt')).toBeDefined();
  });

  it('lets a later part of a chain win', () => {
    const index = buildDocumentIndex([file('a/1.txt', 1), file('a/1.txt', 2)]);
    expect(index.size).toBe(1);
    expect(index.get('a/1.txt')?.bytes).toBe(2);
  });
});

describe('readDocumentFolder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'documents-test-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  const read = async (at: string) => {
    const found = [];
    for await (const one of readDocumentFolder(at, {
      digests: ['sha256', 'sha3-512'],
      signal: new AbortController().signal,
    }))
      found.push(one);
    return found;
  };

  it('gives names, sizes and digests, and does not follow links', async () => {
    await fs.mkdir(path.join(folder, '9'));
    await fs.writeFile(path.join(folder, '9', 'note.txt'), 'abc');
    await fs.symlink('/etc/hostname', path.join(folder, 'out.txt'));
    expect(await read(folder)).toEqual([
      expect.objectContaining({
        path: '9/note.txt',
        bytes: 3,
        digests: {
          sha256:
            'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
          'sha3-512': expect.stringMatching(/^b751850b1a57168a/),
        },
      }),
    ]);
  });

  it('names the folder that is not there', async () => {
    await expect(read(path.join(folder, 'missing'))).rejects.toThrow(
      expect.objectContaining({ code: 'artifact-missing' }),
    );
  });
});
