import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../faultRun/__testUtils__/OwnPostgres';

jest.setTimeout(120_000);

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const ENTRIES = path.resolve(__dirname, '../faultRun/__testUtils__');

describe('A process that cannot start, because its database is away, ends with code 1', () => {
  let home: string;
  beforeEach(async () => {
    home = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-start-'));
  });
  afterEach(() => fs.rm(home, { recursive: true, force: true }));

  it.each(['portal.ts', 'runner.ts'])('%s', async entry => {
    const nobodyHere = { host: '127.0.0.1', port: await freePort() };
    const config = path.join(home, 'app-config.yaml');
    await fs.writeFile(
      config,
      // JSON is YAML.
      JSON.stringify({
        backend: {
          baseUrl: 'http://127.0.0.1',
          listen: { host: '127.0.0.1', port: await freePort() },
          database: {
            client: 'pg',
            connection: { ...nobodyHere, user: 'emr' },
          },
        },
        emrBackup: { workDir: path.join(home, 'work') },
      }),
    );
    const entities = path.join(home, 'entities.json');
    await fs.writeFile(entities, '[]');
    const child = spawn(
      process.execPath,
      ['--require', TRANSFORM, path.join(ENTRIES, entry), '--config', config],
      {
        cwd: path.resolve(__dirname, '../..'),
        env: {
          ...process.env,
          NODE_ENV: 'production',
          EMR_FAULT_ENTITIES: entities,
        },
        stdio: 'ignore',
      },
    );
    const tooLate = setTimeout(() => child.kill('SIGKILL'), 50_000);
    const [code] = await once(child, 'exit');
    clearTimeout(tooLate);
    expect(code).toBe(1);
  });
});
