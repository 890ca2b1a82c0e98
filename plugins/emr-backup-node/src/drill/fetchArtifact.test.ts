import { createReadStream, promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fetchArtifact } from './fetchArtifact';

const ABC_SHA256 =
  'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('fetchArtifact', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await fs.mkdtemp(path.join(os.tmpdir(), 'fetch-test-'));
  });
  afterEach(() => fs.rm(directory, { recursive: true, force: true }));

  const fetch = (
    open: () => Promise<Readable>,
    signal = new AbortController().signal,
  ) =>
    fetchArtifact(
      { name: 'a.sql', files: [{ path: 'a.sql', bytes: 3, open }] },
      { directory, signal, onProgress: () => {} },
    );

  it('takes the digest on the way and can be read again and again', async () => {
    let opened = 0;
    const fetched = await fetch(async () => {
      opened += 1;
      return Readable.from([Buffer.from('a'), Buffer.from('bc')]);
    });
    expect(await fetched.files).toEqual([
      { path: 'a.sql', bytes: 3, sha256: ABC_SHA256 },
    ]);
    const [file] = fetched.artifact.files;
    expect(await text(await file.open())).toBe('abc');
    expect(await text(await file.open())).toBe('abc');
    expect(opened).toBe(1);
  });

  it('reads a file that is here already for its digest while the drill goes on', async () => {
    const localPath = path.join(directory, 'here.sql');
    await fs.writeFile(localPath, 'abc');
    let begin: (stream: Readable) => void = () => {};
    const source = new Promise<Readable>(resolve => {
      begin = resolve;
    });
    const fetched = await fetchArtifact(
      {
        name: 'here.sql',
        files: [{ path: 'here.sql', bytes: 3, localPath, open: () => source }],
      },
      {
        directory,
        signal: new AbortController().signal,
        onProgress: () => {},
      },
    );
    expect(await text(await fetched.artifact.files[0].open())).toBe('abc');
    begin(createReadStream(localPath));
    expect(await fetched.files).toEqual([
      { path: 'here.sql', bytes: 3, sha256: ABC_SHA256 },
    ]);
    expect(await fs.readdir(directory)).toEqual(['here.sql']);
  });

  it('could not judge a file here that cannot be read', async () => {
    const fetched = await fetchArtifact(
      {
        name: 'gone.sql',
        files: [
          {
            path: 'gone.sql',
            bytes: 3,
            localPath: path.join(directory, 'gone.sql'),
            open: async () =>
              createReadStream(path.join(directory, 'gone.sql')),
          },
        ],
      },
      {
        directory,
        signal: new AbortController().signal,
        onProgress: () => {},
      },
    );
    await expect(fetched.files).rejects.toThrow(
      expect.objectContaining({
        code: 'artifact-missing',
        message: '"gone.sql" cannot be read (ENOENT).',
      }),
    );
  });

  it('could not judge a store that breaks off, and leaves no half file', async () => {
    const broken = async () =>
      Readable.from(
        (async function* chunks() {
          yield Buffer.from('a');
          throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
        })(),
      );
    await expect(fetch(broken)).rejects.toThrow(
      expect.objectContaining({
        code: 'artifact-unreadable',
        message: '"a.sql" cannot be read (ECONNRESET).',
      }),
    );
    expect(await fs.readdir(directory)).toEqual([]);
  });

  it('lets go of a file that opens after the drill was cancelled, whatever becomes of it', async () => {
    const cancelled = new AbortController();
    const late: { open: () => void } = { open: () => {} };
    const opening = new Promise<Readable>(done => {
      late.open = () =>
        done(
          createReadStream(__filename, {
            signal: cancelled.signal,
          }),
        );
    });
    const fetching = fetch(() => opening, cancelled.signal);
    cancelled.abort(new Error('cancelled by a person'));
    await expect(fetching).rejects.toThrow();
    late.open();
    const stream = await opening;
    await new Promise(closed => stream.once('close', closed));
    expect(stream.destroyed).toBe(true);
  });

  it('has nothing to fetch for an artifact without files', async () => {
    await expect(
      fetchArtifact(
        { name: 'nothing', files: [] },
        {
          directory,
          signal: new AbortController().signal,
          onProgress: () => {},
        },
      ),
    ).rejects.toThrow(expect.objectContaining({ code: 'artifact-missing' }));
  });
});
