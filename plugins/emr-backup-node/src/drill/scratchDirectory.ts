import { createHash, randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DrillFault } from '../contracts';
import { describeProcess, isAlive, type ProcessMark } from './processMark';
import { endProcessesBelow } from './scratchProcesses';

/** Every scratch directory's name starts with this; the reaper looks for nothing else. */
export const SCRATCH_PREFIX = 'emr-drill-';
const OWNER_FILE = 'owner.json';
/** A directory under this name has no mark yet; its name tells who makes it. */
const UNBORN = /^\.emr-drill-([0-9a-f]{8})-(\d+)-(\d*)-[0-9a-f]{12}$/;
/** Those of earlier versions were without a mark for a moment. */
const FORGOTTEN_AFTER_MS = 60_000;

/** Who made a scratch directory. */
export interface ScratchOwner extends ProcessMark {
  drillId: string;
}

/**
 * Scratch directories of drills that run in this process, by name. Known to
 * every copy of this package in the process: what is not in it is wiped.
 */
const inUse: Set<string> = ((
  globalThis as { [key: symbol]: Set<string> | undefined }
)[Symbol.for('emr-backup.scratch-in-use')] ??= new Set());

const hostTag = (host: string) =>
  createHash('sha256').update(host).digest('hex').slice(0, 8);

const nameOfUnborn = ({ host, pid, startedTicks = '' }: ScratchOwner) =>
  `.${SCRATCH_PREFIX}${hostTag(host)}-${pid}-${startedTicks}-${randomBytes(
    6,
  ).toString('hex')}`;

/**
 * Makes the directory that holds everything of one drill, with a mark of the
 * process that answers for it.
 *
 * The directory can be entered but not listed by others (0711), because the
 * engines drop to another user below it; what they write there is 0700.
 */
export async function createScratchDirectory(options: {
  workDir?: string;
  drillId?: string;
}): Promise<string> {
  const parent = path.resolve(
    options.workDir ?? path.join(os.tmpdir(), 'emr-backup'),
  );
  const drillId = options.drillId ?? randomBytes(6).toString('hex');
  const safeId = drillId.replace(/[^A-Za-z0-9-]/g, '').slice(0, 36);
  const directory = path.join(
    parent,
    `${SCRATCH_PREFIX}${safeId}-${randomBytes(3).toString('hex')}`,
  );
  try {
    await fs.mkdir(parent, { recursive: true });
    await letServersEnter(parent);
    const owner: ScratchOwner = {
      drillId,
      ...(await describeProcess(process.pid)),
    };
    inUse.add(path.basename(directory));
    // Appears with its mark or not at all, also when this process is killed now.
    const unborn = path.join(parent, nameOfUnborn(owner));
    await fs.mkdir(unborn, { mode: 0o711 });
    await fs.chmod(unborn, 0o711);
    await fs.writeFile(path.join(unborn, OWNER_FILE), JSON.stringify(owner), {
      mode: 0o600,
    });
    await fs.rename(unborn, directory);
  } catch (error) {
    inUse.delete(path.basename(directory));
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new DrillFault(
      code === 'ENOSPC' ? 'scratch-full' : 'scratch-unwritable',
      `The work directory "${parent}" cannot be written (${code}). Name another with --work-dir or emrBackup.workDir.`,
    );
  }
  return directory;
}

/** Removes what was to become a scratch directory when its process was killed. Nothing of a drill is in it. */
export async function removeUnborn(workDir: string): Promise<void> {
  const host = os.hostname();
  for (const name of await namesIn(workDir)) {
    const [, tag, pid, ticks] = UNBORN.exec(name) ?? [];
    if (tag !== hostTag(host)) continue;
    const startedTicks = ticks === '' ? undefined : ticks;
    if (!(await isAlive({ host, pid: Number(pid), startedTicks })))
      await fs.rm(path.join(workDir, name), { recursive: true, force: true });
  }
}

async function namesIn(directory: string): Promise<string[]> {
  return fs.readdir(directory).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
}

/**
 * Root runs scratch servers as another user, who must be able to enter the
 * work directory. One that root keeps to itself is opened to be entered, not
 * to be listed; what lies in it stays closed.
 */
async function letServersEnter(workDir: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { mode, uid } = await fs.stat(workDir);
  if (uid === 0 && (mode & 0o001) === 0)
    await fs.chmod(workDir, (mode & 0o7777) | 0o011);
}

/**
 * Ends what still works in a scratch directory, and removes it with everything
 * below it. The mark of its owner
 * goes last, and the drill is over however this ends: whatever breaks off in
 * the middle is found again by the reaper, by that of this process too.
 */
export async function removeScratchDirectory(directory: string): Promise<void> {
  try {
    await endProcessesBelow(directory);
    await removeWithMarkLast(directory);
  } finally {
    inUse.delete(path.basename(directory));
  }
}

async function removeWithMarkLast(directory: string): Promise<void> {
  const gone = { recursive: true, force: true, maxRetries: 5 };
  for (const name of await namesIn(directory)) {
    if (name !== OWNER_FILE) await fs.rm(path.join(directory, name), gone);
  }
  await fs.rm(directory, gone);
}

/** The scratch directories below `workDir` whose drill is dead. Those of live drills and of other hosts are left alone. */
export async function findDeadScratch(
  workDir: string,
): Promise<{ directory: string; drillId: string }[]> {
  const parent = path.resolve(workDir);
  const dead = [];
  for (const name of await namesIn(parent)) {
    if (!name.startsWith(SCRATCH_PREFIX)) continue;
    const directory = path.join(parent, name);
    const owner = await readOwner(directory);
    if (owner === 'unreadable') {
      if (await isForgotten(directory))
        dead.push({ directory, drillId: name.slice(SCRATCH_PREFIX.length) });
    } else if (!(await isAnswered(name, owner))) {
      dead.push({ directory, drillId: owner.drillId });
    }
  }
  return dead;
}

/** Whether the drill of a directory still runs. Of our own we know; of others their process has to tell. */
async function isAnswered(name: string, owner: ScratchOwner): Promise<boolean> {
  if (inUse.has(name)) return true;
  const own = await describeProcess(process.pid);
  const isOwn =
    owner.host === own.host &&
    owner.pid === own.pid &&
    owner.startedTicks === own.startedTicks;
  return !isOwn && (await isAlive(owner));
}

/**
 * A mark is there from the first moment to the last: a directory that has been
 * without one for so long is nobody's any more.
 */
async function isForgotten(directory: string): Promise<boolean> {
  const stat = await fs.stat(directory).catch(() => undefined);
  return stat !== undefined && Date.now() - stat.mtimeMs > FORGOTTEN_AFTER_MS;
}

async function readOwner(
  directory: string,
): Promise<ScratchOwner | 'unreadable'> {
  try {
    const text = await fs.readFile(path.join(directory, OWNER_FILE), 'utf8');
    return JSON.parse(text) as ScratchOwner;
  } catch {
    // Being made or being wiped at this moment: whose it is cannot be told, so it is not ours to remove.
    return 'unreadable';
  }
}
