import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import { promisify } from 'node:util';
import { DrillBench } from './__testUtils__/DrillBench';
import { writeLargeDump, type DumpEngine } from './__testUtils__/LargeDump';

// A limit against hanging, not a promise: real servers on a busy machine.
jest.setTimeout(300_000);

const run = promisify(execFile);
/** The 300 MB a drill asks for before it begins, and little more. */
const DISK = 'size=340m,mode=755';
const DUMP_MEGABYTES = 600;
const onSmallDisk = process.getuid?.() === 0 ? describe : describe.skip; // Only root can mount.

onSmallDisk('A disk that fills while a backup is loaded', () => {
  let bench: DrillBench;

  beforeEach(async () => {
    bench = await DrillBench.make();
  });

  afterEach(() => bench.remove());

  const withSmallDisk = async (work: () => Promise<void>) => {
    await run('mount', [
      '-t',
      'tmpfs',
      '-o',
      DISK,
      'emr-limits',
      bench.workDir,
    ]);
    try {
      await work();
    } finally {
      await run('umount', [bench.workDir]);
    }
  };

  it.each<DumpEngine>(['mariadb', 'postgres'])(
    'is no fault of the backup, says how much room it needs and leaves nothing behind (%s)',
    async engine => {
      const file = bench.at('clinic.sql.gz');
      await writeLargeDump(file, { engine, megabytes: DUMP_MEGABYTES });
      await withSmallDisk(async () => {
        const phases: string[] = [];
        const report = await bench.drill(file, {
          onEvent: event => {
            if (event.type === 'phase' && event.state === 'running')
              phases.push(event.phase);
          },
        });
        expect(report).toMatchObject({
          outcome: 'error',
          reason: { code: 'scratch-full' },
          engine: { name: engine },
          wiped: true,
        });
        const needed = /needs about (\d+) bytes/.exec(report.reason.message);
        const { blocks, bsize } = await fs.statfs(bench.workDir);
        expect(Number(needed?.[1])).toBeGreaterThan(blocks * bsize);
        expect(report.checks.filter(({ status }) => status === 'fail')).toEqual(
          [],
        );
        // It was the load that filled it: nothing was judged.
        expect(phases).toEqual(expect.arrayContaining(['load']));
        expect(phases).not.toContain('verify');
        expect(await bench.leftovers()).toEqual([]);
        const { bfree } = await fs.statfs(bench.workDir);
        expect(bfree).toBe(blocks);
      });
    },
  );
});
