import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const USER = 'lakeside';
const PASSWORD = 'correct horse & "battery" = staple';

/** rclone itself, serving a folder on loopback at a port the system chooses. */
export class RcloneServer {
  static async start(protocol: 'webdav' | 'sftp'): Promise<RcloneServer> {
    const home = await fs.mkdtemp(path.join(os.tmpdir(), 'emr-rclone-'));
    const root = path.join(home, 'served');
    await fs.mkdir(path.join(root, 'backups'), { recursive: true });
    const child = spawn(
      'rclone',
      ['serve', protocol, root, '--addr=127.0.0.1:0', '--config='],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        // Its host keys go to the cache folder.
        env: {
          PATH: process.env.PATH,
          HOME: home,
          RCLONE_USER: USER,
          RCLONE_PASS: PASSWORD,
        },
      },
    );
    const port = await portOf(child);
    return new RcloneServer(protocol, home, root, port, child);
  }

  private constructor(
    readonly protocol: 'webdav' | 'sftp',
    readonly home: string,
    /** The folder it serves. */
    readonly root: string,
    readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  /** rclone's configuration for this server. */
  async configuration(remote: string, password = PASSWORD): Promise<string> {
    const place =
      this.protocol === 'webdav'
        ? ['type = webdav', `url = http://127.0.0.1:${this.port}`]
        : ['type = sftp', 'host = 127.0.0.1', `port = ${this.port}`];
    return [
      '# written by a test',
      `[${remote}]`,
      ...place,
      `user = ${USER}`,
      `pass = ${await obscured(password)}`,
      '',
    ].join('\n');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, 'close');
      this.child.kill('SIGKILL');
      await gone;
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    await fs.rm(this.home, { recursive: true });
  }
}

function portOf(child: ChildProcess): Promise<number> {
  let said = '';
  return new Promise((resolve, reject) => {
    // Read to its end: a server that cannot write its messages dies of it.
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4096);
      const port = /(?:started|listening) on \D*127\.0\.0\.1:(\d+)/.exec(said);
      if (port) resolve(Number(port[1]));
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error(`rclone serve ended: ${said}`)));
  });
}

/** As rclone wants passwords in its configuration. */
async function obscured(password: string): Promise<string> {
  const child = spawn('rclone', ['obscure', '-', '--config=']);
  child.stdin.end(`${password}\n`);
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  return text.trim();
}
