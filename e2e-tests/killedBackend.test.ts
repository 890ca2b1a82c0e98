import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ConsoleApi } from './support/consoleApi';
import { placeDemo, startDemo, stopDemo, type Demo } from './support/demo';
import { processesNaming } from './support/processes';

const JOB = 'backupjob:default/lakeside-oscar-4h';
const CLINIC = 'clinic:default/lakeside-family';
/** Two cores may be busy with the planner's own drills. */
const SOON = { timeout: 120_000 };

/** Whether something still listens: the dead let go of their port a moment later. */
const answers = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

test.describe('a backend killed in the middle of a drill', () => {
  let demo: Demo;

  test.beforeAll(async () => {
    const shared = String(process.env.EMR_DEMO_DIR);
    demo = await placeDemo(path.join(shared, 'killed'));
    // The same backups, a console that knows nothing yet.
    rmSync(demo.directory, { recursive: true, force: true });
    for (const part of ['stores', 'keys', 'first-day']) {
      cpSync(path.join(shared, part), path.join(demo.directory, part), {
        recursive: true,
        preserveTimestamps: true,
      });
    }
  });

  test.afterAll(() => stopDemo(demo));

  test('leaves no server, no datadir and no green mark after the next start', async () => {
    await startDemo(demo, '--no-drills');
    const before = await ConsoleApi.signIn(demo.url);
    const { id } = await before.startDrill(JOB);
    // The planner drills what was never proven: ours may have to wait.
    await expect
      .poll(async () => (await before.drill(id)).state, SOON)
      .toBe('running');
    const work = path.join(demo.directory, 'work');
    // The first drill makes the folder.
    const scratch = () =>
      (existsSync(work) ? readdirSync(work) : []).filter(name =>
        name.includes(id),
      );
    const servers = () =>
      scratch().flatMap(name =>
        [...processesNaming(name).values()].filter(line =>
          line.includes('--socket='),
        ),
      );
    await expect.poll(servers, { ...SOON, intervals: [20] }).not.toEqual([]);
    const [directory] = scratch();

    const pid = readFileSync(path.join(demo.directory, 'backend.pid'), 'utf8');
    process.kill(Number(pid), 'SIGKILL');
    await expect.poll(() => answers(demo.port)).toBe(false);
    await startDemo(demo, '--no-drills');

    const after = await ConsoleApi.signIn(demo.url);
    await expect
      .poll(async () => (await after.drill(id)).state, SOON)
      .toBe('finished');
    const drill = await after.drill(id);
    expect(drill.outcome).toBe('error');
    expect(drill.reason?.code).toBe('runner-lost');
    expect((await after.clinic(CLINIC)).lastProven?.drillId).not.toBe(id);
    await expect
      .poll(() => [...processesNaming(directory).values()], SOON)
      .toEqual([]);
    await expect.poll(scratch, SOON).toEqual([]);
  });
});
