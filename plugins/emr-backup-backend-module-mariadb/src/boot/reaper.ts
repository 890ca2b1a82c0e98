import { readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MEMORY_FOLDER } from './redoLogInMemory';
import { OUTSIDE_NOTE, ROOT_NAME } from './ScratchLayout';

/** A scratch server found by its command line. */
interface FoundServer {
  pid: number;
  dataDir: string;
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
    return { pid, dataDir };
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

/** The work dir of a drill lies one or two folders below that of the runner. */
const WALK_DEPTH = 3;

/** A long work dir makes the socket live elsewhere, a small copy has its redo log in memory: see ScratchLayout. */
async function removeOutsideDirs(folder: string, depth: number): Promise<void> {
  const noted = await readFile(
    join(folder, ROOT_NAME, OUTSIDE_NOTE),
    'utf8',
  ).catch(() => '');
  for (const outside of noted.split('\n')) {
    if (
      [tmpdir(), MEMORY_FOLDER].includes(dirname(outside)) &&
      /^emr-[A-Za-z0-9]{6}$/.test(basename(outside))
    ) {
      await rm(outside, { recursive: true, force: true });
    }
  }
  if (depth === 0) return;
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    () => [],
  );
  for (const entry of entries) {
    if (entry.isDirectory() && entry.name !== ROOT_NAME) {
      await removeOutsideDirs(join(folder, entry.name), depth - 1);
    }
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
  }
  await removeOutsideDirs(workDir, WALK_DEPTH);
  return reaped;
}
