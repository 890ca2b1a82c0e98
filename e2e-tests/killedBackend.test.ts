import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ConsoleApi } from './support/consoleApi';
import { placeDemo, startDemo, stopDemo, type Demo } from './support/demo';
import { processesNaming } from './support/processes';

const JOB = 'backupjob:default/lakeside-oscar-4h';
const CLINIC = 'clinic:default/lakeside-family';

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
    demo = await placeDemo(`${shared}-killed`);
    // The same backups, a console that knows nothing yet.
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
    const work = path.join(demo.directory, 'work');
    const { id } = await (await ConsoleApi.signIn(demo.url)).startDrill(JOB);
    await expect
      .poll(() => [...processesNaming(`${work}/`).values()].join('\n'), {
        intervals: [20],
        timeout: 60_000,
      })
      .toContain('mariadbd');

    const pid = readFileSync(path.join(demo.directory, 'backend.pid'), 'utf8');
    process.kill(Number(pid), 'SIGKILL');
    await expect.poll(() => answers(demo.port)).toBe(false);
    await startDemo(demo, '--no-drills');

    const api = await ConsoleApi.signIn(demo.url);
    await expect
      .poll(async () => (await api.drill(id)).state, { timeout: 60_000 })
      .toBe('finished');
    const drill = await api.drill(id);
    expect(drill.outcome).toBe('error');
    expect(drill.reason?.code).toBe('runner-lost');
    expect((await api.clinic(CLINIC)).standing).not.toBe('proven');
    expect([...processesNaming(`${work}/`).values()]).toEqual([]);
    expect(existsSync(work) ? readdirSync(work) : []).toEqual([]);
  });
});
