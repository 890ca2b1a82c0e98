import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { drill, facts, knownJob } from '../__testUtils__/facts';
import { DrillWatch } from './DrillWatch';
import { PassedDrillPing } from './PassedDrillPing';

const JOB = 'backupjob:default/lakeside';

describe('the ping after a passed drill', () => {
  const asked: string[] = [];
  const logger = mockServices.logger.mock();
  let watcher: Server;
  let base: string;

  beforeAll(async () => {
    watcher = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (request.url === '/moved')
        response.writeHead(302, { Location: '/elsewhere' });
      if (request.url === '/broken') response.writeHead(500);
      response.end();
    });
    await new Promise<void>(done => watcher.listen(0, '127.0.0.1', done));
    base = `http://127.0.0.1:${(watcher.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    watcher.close();
  });

  beforeEach(() => {
    asked.length = 0;
    jest.clearAllMocks();
  });

  const ping = (url?: string, jobs: [string, string][] = []) =>
    new PassedDrillPing({ settings: { url, jobs: new Map(jobs) }, logger });
  const warnings = () => logger.warn.mock.calls.map(([line]) => line);

  it('goes to the address of the job, else to that of all, else nowhere', async () => {
    await ping(`${base}/all`, [[JOB, `${base}/one`]]).passed(JOB);
    await ping(`${base}/all`, [[JOB, `${base}/one`]]).passed('backupjob:a/b');
    await ping().passed(JOB);
    expect(asked).toEqual(['POST /one', 'POST /all']);
    expect(warnings()).toEqual([]);
  });

  it('follows nobody, and names no address when it fails', async () => {
    await ping(`${base}/moved`).passed(JOB);
    await ping(`${base}/broken`).passed(JOB);
    await ping('http://127.0.0.1:1/secret').passed(JOB);
    expect(asked).toEqual(['POST /moved', 'POST /broken']);
    expect(warnings()).toEqual([
      `The ping after a passed drill of ${JOB} failed (TypeError).`,
      `The ping after a passed drill of ${JOB} was answered with 500.`,
      `The ping after a passed drill of ${JOB} failed (TypeError).`,
    ]);
  });
});

describe('the watch over drills', () => {
  it('sees each passed drill once, and none from before it began', () => {
    const watch = new DrillWatch();
    const seen = (id?: string, ref = JOB) =>
      facts({
        job: knownJob({}, { ref }),
        drills: id ? { passed: drill(1, { id }) } : {},
      });
    expect(watch.passedSince([seen('one')])).toEqual([]);
    expect(watch.passedSince([seen('one')])).toEqual([]);
    expect(watch.passedSince([seen('two')])).toEqual([JOB]);
    expect(watch.passedSince([seen('two')])).toEqual([]);
    const other = 'backupjob:default/other';
    expect(watch.passedSince([seen('two'), seen(undefined, other)])).toEqual(
      [],
    );
    expect(watch.passedSince([seen('two'), seen('three', other)])).toEqual([
      other,
    ]);
  });
});
