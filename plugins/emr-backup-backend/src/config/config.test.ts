import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { readKeyRing } from './keyRing';
import { readSettings } from './settings';

const config = (emrBackup?: object) =>
  mockServices.rootConfig({ data: emrBackup ? { emrBackup } : {} });

describe('the settings in app-config', () => {
  it('have defaults', () => {
    expect(readSettings(config())).toEqual({
      workDir: path.join(os.tmpdir(), 'emr-backup'),
      profilesFolder: undefined,
      drills: {
        concurrency: 1,
        timeoutSeconds: 6 * 3600,
        timezone: 'UTC',
        defaults: {
          high: { every: 'P7D' },
          normal: { every: 'P30D' },
          low: { every: 'P90D' },
        },
        limits: { perClinic: 1, perVendor: 8, perStore: 8 },
      },
      runner: {
        enabled: true,
        name: undefined,
        pools: ['default'],
        drainSeconds: 20,
        lostAfterSeconds: 120,
        retries: 1,
        maxMemoryBytes: undefined,
      },
      observation: expect.objectContaining({ everySeconds: 900 }),
      selfTest: { enabled: true, everySeconds: 7 * 86_400 },
      registration: { enabled: false },
      queueDirectory: undefined,
      retention: { observationSeconds: 400 * 86_400 },
    });
  });

  it('take durations as ISO text and as objects', () => {
    const settings = readSettings(
      config({
        drills: { timeout: 'PT90M' },
        observation: { every: { minutes: 2 } },
      }),
    );
    expect(settings.drills.timeoutSeconds).toBe(5400);
    expect(settings.observation.everySeconds).toBe(120);
  });

  it('read sizes of memory as people write them', () => {
    const bytesOf = (maxMemory: string) =>
      readSettings(config({ runner: { maxMemory } })).runner.maxMemoryBytes;
    expect(bytesOf('2G')).toBe(2 * 1024 ** 3);
    expect(bytesOf('1500 MB')).toBe(1500 * 1024 ** 2);
    expect(bytesOf('3GiB')).toBe(3 * 1024 ** 3);
  });

  it.each([
    [{ runner: { maxMemory: '2' } }, 'emrBackup.runner.maxMemory is "2"'],
    [{ runner: { pools: [] } }, 'emrBackup.runner.pools must name one pool'],
    [{ runner: { retries: -1 } }, 'emrBackup.runner.retries is -1'],
    [{ runner: { lostAfter: 'PT1S' } }, 'emrBackup.runner.lostAfter is 1'],
    [{ drills: { concurrency: 0 } }, 'emrBackup.drills.concurrency is 0'],
    [{ drills: { concurrency: 1.5 } }, 'emrBackup.drills.concurrency is 1.5'],
    [
      { drills: { timezone: 'Toronto' } },
      'emrBackup.drills.timezone is "Toronto"',
    ],
    [{ drills: { timeout: 'PT0S' } }, 'emrBackup.drills.timeout is "PT0S"'],
    [{ observation: { every: 'often' } }, 'emrBackup.observation.every'],
    [{ selfTest: { every: 'PT0S' } }, 'emrBackup.selfTest.every is "PT0S"'],
  ])('refuse %j by key and value', (data, message) => {
    expect(() => readSettings(config(data))).toThrow(message);
  });
});

describe('the keys in app-config', () => {
  it('are read from a file or given as a secret, byte by byte', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-keys-'));
    const file = path.join(folder, 'key');
    await fs.writeFile(file, 'from a file\n');
    const keys = readKeyRing(
      config({ keys: { a: { file }, b: { secret: 'inline' } } }),
    );
    expect((await keys.get('a').read()).toString()).toBe('from a file\n');
    expect((await keys.get('b').read()).toString()).toBe('inline');
    await fs.rm(folder, { recursive: true });
    await expect(keys.get('a').read()).rejects.toMatchObject({
      code: 'key-unavailable',
      message:
        'The file of the key "a" (emrBackup.keys.a.file) cannot be read (ENOENT).',
    });
  });

  it('name what is missing, never a value', () => {
    const keys = readKeyRing(config({ keys: { b: { secret: 'inline' } } }));
    expect(() => keys.get('a')).toThrow(
      'The key "a" is not in app-config emrBackup.keys (b).',
    );
    expect(() => readKeyRing(config({ keys: { a: {} } }))).toThrow(
      'emrBackup.keys.a must have either "file" or "secret".',
    );
  });
});
