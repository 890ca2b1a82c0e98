import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { localArtifact } from './localArtifact';

describe('localArtifact', () => {
  let directory: string;
  const resolve = (...names: string[]) => path.join(directory, ...names);
  const put = async (name: string, content: string) => {
    await mkdir(path.dirname(resolve(name)), { recursive: true });
    await writeFile(resolve(name), content);
  };

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'emr-local-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('reads a named file', async () => {
    await put('dump.sql', 'hello');
    const artifact = await localArtifact([resolve('dump.sql')]);
    expect(artifact).toMatchObject({
      name: 'dump.sql',
      files: [
        {
          path: resolve('dump.sql'),
          localPath: resolve('dump.sql'),
          bytes: 5,
        },
      ],
    });
    expect(await text(await artifact.files[0].open())).toBe('hello');
  });

  it('takes every file below a folder, and links inside it', async () => {
    await put('night/b.sql', 'b');
    await put('night/documents/a.txt', 'a');
    await symlink('./b.sql', resolve('night/link'));
    const artifact = await localArtifact([resolve('night')]);
    expect(artifact.name).toBe('night');
    expect(artifact.files.map(file => file.path)).toEqual(
      ['b.sql', 'documents/a.txt', 'link'].map(name => resolve('night', name)),
    );
  });

  it('refuses a link that leads out of the folder', async () => {
    await put('secret.txt', 'x');
    await mkdir(resolve('night'));
    await symlink('../secret.txt', resolve('night/link'));
    await expect(localArtifact([resolve('night')])).rejects.toMatchObject({
      name: 'DrillFault',
      code: 'artifact-unreadable',
      message: expect.stringContaining('leads out'),
    });
  });

  it.each([
    ['a missing path', ['gone.sql']],
    ['an empty folder', ['empty']],
    ['no path at all', []],
  ])('says artifact-missing for %s', async (_, names) => {
    await mkdir(resolve('empty'));
    await expect(
      localArtifact(names.map(name => resolve(name))),
    ).rejects.toMatchObject({ name: 'DrillFault', code: 'artifact-missing' });
  });

  it('says artifact-unreadable for what is no file', async () => {
    await expect(localArtifact(['/dev/null'])).rejects.toMatchObject({
      name: 'DrillFault',
      code: 'artifact-unreadable',
    });
  });
});
