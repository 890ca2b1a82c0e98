import { promises as fs } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A killed process is gone after a few of these; one in the middle of a system call takes longer. */
const LOOK_AGAIN_MS = 20;
/** A process that is not gone by then hangs in the kernel; the next tick looks again. */
const GIVE_UP_MS = 30_000;

/** A process that works in, or was started for, something below a folder. */
interface FoundProcess {
  pid: number;
  /** What it names below the folder, relative to it. */
  names: string[];
}

/**
 * Kills every process that works below a directory, whatever it is and
 * whoever started it, and waits until none is left: what a killed drill had
 * just started is not known to anybody, and a process that lives makes files
 * behind the back of who removes them. Shells of people are spared.
 */
export async function endProcessesBelow(directory: string): Promise<void> {
  const until = Date.now() + GIVE_UP_MS;
  for (;;) {
    const found = await processesBelow(directory);
    if (found.length === 0) return;
    for (const { pid } of found) kill(pid);
    if (Date.now() > until)
      throw new Error('A process of a dead drill does not end');
    await delay(LOOK_AGAIN_MS);
  }
}

/** Processes that work below a folder, and no others. None where there is no /proc. */
export async function processesBelow(folder: string): Promise<FoundProcess[]> {
  const roots = await namesOf(path.resolve(folder));
  const pids = (await fs.readdir('/proc').catch(() => []))
    .map(Number)
    .filter(pid => Number.isInteger(pid) && pid !== process.pid);
  const found: FoundProcess[] = [];
  await Promise.all(
    pids.map(async pid => {
      const names = await namesBelow(pid, roots);
      if (names.length > 0 && !(await hasTerminal(pid)))
        found.push({ pid, names });
    }),
  );
  return found;
}

/** As it was asked for, and without links; it may be gone itself. */
async function namesOf(folder: string): Promise<string[]> {
  const parent = await fs
    .realpath(path.dirname(folder))
    .catch(() => path.dirname(folder));
  return [...new Set([folder, path.join(parent, path.basename(folder))])];
}

/** By its working directory, also one that is removed already, and by its arguments. */
async function namesBelow(pid: number, roots: string[]): Promise<string[]> {
  const folder = await fs.readlink(`/proc/${pid}/cwd`).catch(() => '');
  const command = await read(`/proc/${pid}/cmdline`);
  const told = [folder.replace(/ \(deleted\)$/, ''), ...command.split('\0')];
  return told.flatMap(text => roots.flatMap(root => nameBelow(text, root)));
}

/** A path stands alone, or behind the name of an option. */
function nameBelow(text: string, root: string): string[] {
  const at = text.indexOf(root);
  if (at === -1 || /[\w./-]/.test(text.charAt(at - 1))) return [];
  const rest = text.slice(at + root.length);
  return rest === '' || rest.startsWith('/') ? [rest.slice(1)] : [];
}

/** What drills start has none; the shell of somebody who looks into the directory has. */
async function hasTerminal(pid: number): Promise<boolean> {
  const stat = await read(`/proc/${pid}/stat`);
  const terminal = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[4];
  return terminal !== undefined && terminal !== '0';
}

function kill(pid: number) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

/** Processes go while they are read. */
async function read(file: string): Promise<string> {
  return fs.readFile(file, 'utf8').catch(() => '');
}
