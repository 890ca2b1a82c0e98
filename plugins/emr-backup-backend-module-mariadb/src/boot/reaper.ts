import { readdir, readFile, realpath, rm } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A scratch server found by its command line. */
interface FoundServer {
  pid: number;
  dataDir: string;
  socket: string | undefined;
}

const option = (args: string[], name: string) =>
  args.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3);

async function readServer(pid: number): Promise<FoundServer | undefined> {
  try {
    const args = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    const program = args[0]?.split('/').at(-1);
    const dataDir = option(args, 'datadir');
    if ((program !== 'mariadbd' && program !== 'mysqld') || !dataDir) {
      return undefined;
    }
    return { pid, dataDir, socket: option(args, 'socket') };
  } catch {
    // Processes come and go while we look.
    return undefined;
  }
}

async function canonical(path: string) {
  try {
    return await realpath(path);
  } catch {
    return resolve(path);
  }
}

/**
 * Kills every mariadbd whose datadir lies below a directory, and waits until
 * they are gone. Other servers of the machine are never touched.
 */
export async function reapServers(workDir: string): Promise<number> {
  const root = (await canonical(workDir)) + sep;
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  let reaped = 0;
  for (const pid of pids) {
    const server = await readServer(pid);
    if (!server || !(await canonical(server.dataDir)).startsWith(root)) {
      continue;
    }
    try {
      process.kill(server.pid, 'SIGKILL');
    } catch {
      continue;
    }
    reaped += 1;
    while (await readServer(pid)) await sleep(20);
    await removeForeignSocketDir(server, root);
  }
  return reaped;
}

/** A long work dir makes the socket live in a short folder of its own: see ScratchLayout. */
async function removeForeignSocketDir(server: FoundServer, root: string) {
  if (!server.socket) return;
  const folder = dirname(server.socket);
  if (
    !`${folder}${sep}`.startsWith(root) &&
    /\/emr-[A-Za-z0-9]{6}$/.test(folder)
  ) {
    await rm(folder, { recursive: true, force: true });
  }
}
