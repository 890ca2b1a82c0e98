import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DrillFault } from '../contracts';
import { ScratchMemory } from './scratchMemory';
import { ScratchWatch } from './scratchWatch';

jest.setTimeout(60_000);

const run = promisify(execFile);
const asRoot = process.getuid?.() === 0;

describe('the limits of a drill while it runs', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await fs.mkdtemp(path.join(os.tmpdir(), 'scratch-watch-'));
  });
  afterEach(() => fs.rm(directory, { recursive: true, force: true }));

  /** Resolves when the watch ends the drill. */
  async function watched(maxMemoryBytes?: number) {
    let stop: () => void = () => {};
    const stopped = new Promise<void>(resolve => {
      stop = resolve;
    });
    const watch = new ScratchWatch({ directory, maxMemoryBytes, stop });
    await watch.start();
    return { watch, stopped };
  }

  const onSmallDisk = asRoot ? describe : describe.skip; // Only root can mount.

  onSmallDisk('on a disk of 100 MB', () => {
    beforeEach(() =>
      run('mount', ['-t', 'tmpfs', '-o', 'size=100m', 'test', directory]),
    );
    afterEach(() => run('umount', [directory]));

    it('ends the drill when the disk is nearly full, with the bytes it needs', async () => {
      const { watch, stopped } = await watched();
      watch.onEvent({
        type: 'progress',
        phase: 'load',
        bytes: 25,
        totalBytes: 100,
      });
      const bytes = 60 * 1024 ** 2;
      await fs.writeFile(path.join(directory, 'rows'), Buffer.alloc(bytes));
      await stopped;
      expect(watch.fault).toMatchObject({ code: 'scratch-full' });
      // A quarter is loaded, so that it takes four times what it took, and the reserve.
      expect(watch.fault?.message).toContain(
        `needs about ${bytes * 4 + 48 * 1024 ** 2} bytes`,
      );
    });

    it('blames the disk for a drill that broke just before the next look', async () => {
      const { watch } = await watched();
      await fs.writeFile(
        path.join(directory, 'rows'),
        Buffer.alloc(60 * 1024 ** 2),
      );
      await watch.end();
      expect(watch.fault).toMatchObject({ code: 'scratch-full' });
    });

    it('says how much is needed when an engine saw the full disk first and made room again', async () => {
      const { watch } = await watched();
      const rows = path.join(directory, 'rows');
      const bytes = 30 * 1024 ** 2;
      await fs.writeFile(rows, Buffer.alloc(bytes));
      await watch.end();
      const told = new DrillFault('scratch-full', 'The disk is full.');
      expect(watch.explain(told)).toMatchObject({ code: 'scratch-full' });
      expect(String(watch.explain(told))).toContain(
        // All there was, and the reserve.
        `needs about ${(100 + 48) * 1024 ** 2} bytes`,
      );
      const other = new DrillFault('engine-start', 'The server broke.');
      expect(watch.explain(other)).toBe(other);
    });

    it('leaves a drill alone that fits', async () => {
      const { watch } = await watched();
      await fs.writeFile(
        path.join(directory, 'rows'),
        Buffer.alloc(20 * 1024 ** 2),
      );
      await watch.end();
      expect(watch.fault).toBeUndefined();
    });
  });

  it('ends the drill whose server takes more memory than it may', async () => {
    const server = spawn(process.execPath, [
      '-e',
      'globalThis.rows = Buffer.alloc(80 * 1024 ** 2, 1); setInterval(() => {}, 1000)',
      directory,
    ]);
    try {
      const { watch, stopped } = await watched(60 * 1024 ** 2);
      await stopped;
      expect(watch.fault).toMatchObject({ code: 'memory-short' });
      const memory = new ScratchMemory(directory);
      expect(await memory.taken()).toBeGreaterThan(60 * 1024 ** 2);
      expect(await new ScratchMemory('/no/such/scratch').taken()).toBe(0);
    } finally {
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    }
  });

  it('sees a program that takes the place of another one', async () => {
    const program = spawn('bash', [
      '-c',
      'echo here; read place; exec "$0" -e "globalThis.rows = Buffer.alloc(80 * 1024 ** 2, 1); console.log(1); setInterval(() => {}, 1000)" "$place"',
      process.execPath,
    ]);
    try {
      await once(program.stdout, 'data');
      const memory = new ScratchMemory(directory);
      for (let look = 0; look < 3; look++) expect(await memory.taken()).toBe(0);
      program.stdin.write(`${directory}\n`);
      await once(program.stdout, 'data');
      const looks: number[] = [];
      for (let look = 0; look < 10; look++) looks.push(await memory.taken());
      expect(Math.max(...looks)).toBeGreaterThan(60 * 1024 ** 2);
    } finally {
      const gone = once(program, 'exit');
      program.kill('SIGKILL');
      await gone;
    }
  });
});
