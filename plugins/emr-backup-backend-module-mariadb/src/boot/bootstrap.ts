import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';
import type { Binaries } from '../process/Binaries';
import type { RunAccount } from '../process/RunAccount';
import { ToolProcess } from '../process/ToolProcess';
import { startFault } from './startFault';
import type { ScratchLayout } from './ScratchLayout';

/**
 * The server's own tables, without help texts and the sys schema: they take
 * half of the time of mariadb-install-db and no restore needs them.
 */
const SYSTEM_TABLES = [
  'mysql_system_tables.sql',
  'mysql_performance_tables.sql',
  'mysql_system_tables_data.sql',
];

/** Creates an empty datadir without any account: those of a drill are made when its server starts. */
export async function bootstrapDataDir(request: {
  binaries: Binaries;
  account: RunAccount;
  layout: ScratchLayout;
  serverArguments: string[];
  signal: AbortSignal;
}): Promise<void> {
  const { binaries, account, layout, signal } = request;
  const shareDir = await binaries.shareDir();
  const files = await Promise.all(
    SYSTEM_TABLES.map(name => readFile(join(shareDir, name), 'utf8')),
  );
  const sql = [
    'CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n',
    ...files,
    "DELETE FROM mysql.global_priv WHERE User <> 'mariadb.sys';\n",
    'DELETE FROM mysql.proxies_priv;\n',
  ].join('\n');

  const server = await ToolProcess.start({
    file: await binaries.require('mariadbd'),
    // In order, unlike the server's own end: the next start must not need crash recovery.
    args: [
      ...request.serverArguments,
      // The server that starts on it makes a log of the size it wants.
      '--innodb-log-file-size=4M',
      '--innodb-fast-shutdown=1',
      '--bootstrap',
    ],
    account,
    cwd: layout.dataDir,
  });
  const onAbort = () => server.kill();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) server.kill();
  try {
    server.stdout.resume();
    server.stdin.on('error', () => undefined);
    server.stdin.end(sql);
    const exit = await server.exited;
    signal.throwIfAborted();
    if (exit.code !== 0) throw startFault(server.stderr, exit);
    if (/^ERROR:\s*\d+/m.test(server.stderr)) {
      throw new DrillFault(
        'engine-start',
        "The scratch server's own tables could not be created.",
      );
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    await server.killAndWait();
  }
}
