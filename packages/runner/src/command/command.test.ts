import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  drillReportSchema,
  type DrillReport,
} from '@emr-backup/plugin-emr-backup-common';
import { processesNaming, runEmrDrill } from '../__testUtils__/emrDrillProcess';

// A limit against hanging, not a promise: real servers on a busy machine.
jest.setTimeout(180_000);

const dump = (
  visits: number,
  more = '',
) => `-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE visit (id int PRIMARY KEY, note varchar(40));
INSERT INTO visit VALUES ${Array.from(
  { length: visits },
  (_, id) => `(${id},'note ${id}')`,
).join(',')};
${more}
-- Dump completed on 2026-05-13 23:00:00
`;

describe('The command emr-drill', () => {
  let folder: string;
  let workDir: string;
  const file = (name: string) => path.join(folder, name);

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-drill-command-'));
    await fs.chmod(folder, 0o755);
    workDir = file('scratch');
    await fs.mkdir(workDir);
    await fs.writeFile(file('good.sql'), dump(200));
    await fs.writeFile(file('fewer.sql'), dump(100));
    await fs.writeFile(file('hollow.sql.gz'), gzipSync(''));
    await fs.writeFile(
      file('sealed.sql'),
      Buffer.concat([Buffer.from('Salted__12345678'), Buffer.alloc(64, 7)]),
    );
    // A statement that lasts keeps the drill in its load phase.
    await fs.writeFile(file('long.sql'), dump(1, 'SELECT SLEEP(120);'));
  });
  afterAll(() => fs.rm(folder, { recursive: true, force: true }));

  const drill = (name: string, ...words: string[]) =>
    runEmrDrill([file(name), '--work-dir', workDir, ...words]);

  /** The one document on stdout. */
  const reportOf = (stdout: string): DrillReport =>
    drillReportSchema.parse(JSON.parse(stdout));

  it('ends with 0 for a good backup and prints one report', async () => {
    const run = await drill('good.sql', '--json');
    expect(run.code).toBe(0);
    expect(reportOf(run.stdout)).toMatchObject({
      outcome: 'passed',
      profile: { name: 'generic-mysql', recognised: true },
      counts: { tables: 1, rows: { visit: 200 } },
      wiped: true,
    });
    expect(await fs.readdir(workDir)).toEqual([]);
  });

  it('tells a person the same in words', async () => {
    const run = await drill('good.sql');
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^PASSED: The backup was restored/);
    expect(run.stdout).toMatch(/^wiped {5}yes$/m);
    expect(run.stderr).toContain('load…');
  });

  it('tells line by line on stderr what it does when asked, beside one report on stdout', async () => {
    const run = await drill('good.sql', '--json', '--verbose');
    expect(reportOf(run.stdout).outcome).toBe('passed');
    const lines = run.stderr.trim().split('\n');
    const said = (words: RegExp) => lines.findIndex(line => words.test(line));
    expect(
      said(/^20\S+Z info {2}fetch {2}Files read from the store: 1, /),
    ).toBe(0);
    expect(
      said(/ info {2}boot {3}Started a scratch server in .* mariadb 1/),
    ).toBe(said(/ Loading .*good\.sql \(mysqldump\)\.$/) - 1);
    expect(said(/ load {3}Check held: Loaded without an error\.$/)).not.toBe(
      -1,
    );
    expect(lines.at(-1)).toMatch(/ info {9}Passed: The backup was restored/);
  });

  it('ends with 1 for a bad backup', async () => {
    const run = await drill('hollow.sql.gz', '--json');
    expect(run.code).toBe(1);
    expect(reportOf(run.stdout)).toMatchObject({
      outcome: 'failed',
      reason: { code: 'hollow' },
    });
  });

  it.each([
    ['a backup without its key', 'sealed.sql', [], 'key-unavailable'],
    ['a backup that is not there', 'nowhere.sql', [], 'artifact-missing'],
    [
      'a key variable that is not set',
      'sealed.sql',
      ['--key-env', 'EMR_DRILL_NOT_SET'],
      'key-unavailable',
    ],
  ])('ends with 2 for %s', async (_, name, words, reason) => {
    const run = await drill(name, '--json', ...words);
    expect(run.code).toBe(2);
    expect(reportOf(run.stdout)).toMatchObject({
      outcome: 'error',
      reason: { code: reason },
    });
  });

  it.each([
    ['no backup', []],
    ['an unknown option', ['a.sql', '--fast']],
    ['a duration nobody can read', ['a.sql', '--rpo', 'soon']],
    ['an instant nobody can read', ['@good', '--as-of', 'yesterday']],
    ['a baseline that is no report', ['@good', '--baseline', '@good']],
    ['a tier nobody knows', ['@good', '--tier', 'half']],
    ['a quick drill without a profile', ['@good', '--tier', 'quick']],
    [
      'a quick drill of a profile without core tables',
      ['@good', '--tier', 'quick', '--profile', 'generic-mysql'],
    ],
    [
      'a self-test of less than all',
      ['@good', '--self-test', '--tier', 'data'],
    ],
  ])('ends with 64 for %s and says so on stderr', async (_, words) => {
    const run = await runEmrDrill(
      words.map(word => (word === '@good' ? file('good.sql') : word)),
    );
    expect(run.code).toBe(64);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('See emr-drill --help.');
  });

  it('prints its help on stdout', async () => {
    const run = await runEmrDrill(['--help']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Usage: emr-drill');
    expect(run.stdout).toContain('64 usage');
  });

  it('compares with a baseline', async () => {
    const before = await drill('good.sql', '--json');
    await fs.writeFile(file('baseline.json'), before.stdout);
    const run = await drill(
      'fewer.sql',
      '--json',
      '--baseline',
      file('baseline.json'),
    );
    expect(run.code).toBe(1);
    expect(reportOf(run.stdout).reason.code).toBe('rows-shrunk');
  });

  it('takes the key from the environment and shows it nowhere', async () => {
    const secret = 'secret-of-nobody';
    const run = await runEmrDrill(
      [
        file('sealed.sql'),
        ...['--work-dir', workDir, '--json', '--verbose'],
        ...['--key-env', 'EMR_TEST_KEY'],
      ],
      { env: { EMR_TEST_KEY: secret } },
    );
    expect(run.code).toBe(1);
    expect(reportOf(run.stdout).reason.code).toMatch(/^undecryptable-/);
    expect(run.stderr).toContain('The backup is bad: ');
    expect(run.stdout + run.stderr).not.toContain(secret);
  });

  it('leaves the copy when asked to, and says that it did', async () => {
    const run = await drill('good.sql', '--json', '--keep');
    expect(run.code).toBe(0);
    const report = reportOf(run.stdout);
    expect(report.wiped).toBe(false);
    const [left] = await fs.readdir(workDir);
    expect(report.notProven.join()).toContain(left);
    await fs.rm(path.join(workDir, left), { recursive: true });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops at %s in the middle of a load and leaves nothing',
    async signal => {
      let sent = false;
      const run = await runEmrDrill([file('long.sql'), '--work-dir', workDir], {
        onStderr: (text, kill) => {
          if (sent || !text.includes('load…')) return;
          sent = true;
          kill(signal);
        },
      });
      expect(sent).toBe(true);
      expect(run.code).toBe(2);
      expect(run.stdout).toMatch(/^CANCELLED: /);
      expect(await processesNaming(workDir)).toEqual([]);
      expect(await fs.readdir(workDir)).toEqual([]);
    },
  );
});
