import { spawnSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';

const BIN = path.resolve(__dirname, '../bin');

function command(name: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(path.join(BIN, name), args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
}

test.describe('the commands', () => {
  test('bin/demo says in one sentence that the port is taken', async ({}, info) => {
    const server = createServer();
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const { status, stderr } = command('demo', [], {
      PORT: String(port),
      EMR_DEMO_DIR: info.outputPath('demo'),
    });
    server.close();

    expect(status).toBe(69);
    expect(stderr).toBe(
      `Port ${port} is taken by another program. Choose another one: PORT=${
        port + 1
      } bin/demo\n`,
    );
  });

  test('bin/demo and bin/test name the word they do not know', () => {
    const demo = command('demo', ['--frobnicate']);
    expect(demo.status).toBe(64);
    expect(demo.stderr).toContain("'--frobnicate'");
    const tests = command('test', ['frobnicate']);
    expect(tests.status).toBe(64);
    expect(tests.stderr).toContain("'frobnicate'");
  });

  test('bin/emr-drill without a backup answers with usage and 64', () => {
    expect(command('emr-drill', []).status).toBe(64);
  });
});
