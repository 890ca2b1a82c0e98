import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** A demo of its own: directory and port. */
export interface Demo {
  directory: string;
  port: number;
  url: string;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function demo(
  { directory, port }: Pick<Demo, 'directory' | 'port'>,
  args: readonly string[],
): Promise<void> {
  const child = spawn(path.join(ROOT, 'bin/demo'), args, {
    env: { ...process.env, EMR_DEMO_DIR: directory, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', chunk => {
    said += chunk;
  });
  const code = await new Promise(resolve => child.on('exit', resolve));
  if (code !== 0) {
    throw new Error(`bin/demo ${args.join(' ')} ended with ${code}:\n${said}`);
  }
}

/** Where a demo of this directory will answer. */
export async function placeDemo(directory: string): Promise<Demo> {
  const port = await freePort();
  return { directory, port, url: `http://localhost:${port}` };
}

/** Starts it and returns when the console is ready. */
export const startDemo = (of: Demo, ...args: string[]) =>
  demo(of, ['--background', ...args]);

/** Ends it. */
export const stopDemo = (of: Demo) => demo(of, ['--stop']);
