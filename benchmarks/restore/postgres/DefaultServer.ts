import { appendFile, chown, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  scratchAccount,
  type Account,
} from '../../../plugins/emr-backup-backend-module-postgres/src/server/Account';
import {
  findInstallation,
  type Installation,
} from '../../../plugins/emr-backup-backend-module-postgres/src/server/Installation';
import { Postmaster } from '../../../plugins/emr-backup-backend-module-postgres/src/server/Postmaster';
import { runTool } from '../../../plugins/emr-backup-backend-module-postgres/src/server/tool';

const FOREVER = new AbortController().signal;

/** A PostgreSQL server as it comes, but for its socket; made anew for every run. */
export class DefaultServer {
  private constructor(
    private readonly home: string,
    private readonly installation: Installation,
    private readonly account: Account | undefined,
    private readonly postmaster: Postmaster,
  ) {}

  static async start(parent: string): Promise<DefaultServer> {
    const installation = await findInstallation({});
    const account = await scratchAccount();
    const home = await mkdtemp(join(parent, 'server-'));
    if (account) await chown(home, account.uid, account.gid);
    const options = { cwd: home, account, signal: FOREVER };
    const data = join(home, 'data');
    const { code, stderr } = await runTool(
      join(installation.binDir, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '--locale=C.UTF-8'],
      options,
    );
    if (code !== 0) throw new Error(`initdb: ${stderr}`);
    await appendFile(
      join(data, 'postgresql.conf'),
      "listen_addresses = ''\nunix_socket_directories = '.'\n",
    );
    const postmaster = await Postmaster.start(
      installation.binDir,
      data,
      options,
    );
    const server = new DefaultServer(home, installation, account, postmaster);
    await server.tool('psql', ['-c', 'CREATE DATABASE clinic', 'postgres']);
    return server;
  }

  /** Runs a client program on the server; what it prints. */
  async tool(program: string, args: string[]): Promise<string> {
    const { code, stdout, stderr } = await runTool(
      join(this.installation.binDir, program),
      ['-h', join(this.home, 'data'), '-U', 'postgres', ...args],
      { cwd: this.home, account: this.account, signal: FOREVER },
    );
    if (code !== 0) throw new Error(`${program}: ${stderr}`);
    return stdout;
  }

  async stop(): Promise<void> {
    await this.postmaster.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}
