import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DrillFault } from '../contracts';
import { describeProcess, isAlive, type ProcessMark } from './processMark';

/** Every scratch directory's name starts with this; the reaper looks for nothing else. */
export const SCRATCH_PREFIX = 'emr-drill-';
const OWNER_FILE = 'owner.json';
const FORGOTTEN_AFTER_MS = 10 * 60_000;

/** Who made a scratch directory. */
export interface ScratchOwner extends ProcessMark {
  drillId: string;
}

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
    await fs.mkdir(directory, { mode: 0o711 });
    await fs.chmod(directory, 0o711);
    const owner: ScratchOwner = {
      drillId,
      ...(await describeProcess(process.pid)),
    };
    await fs.writeFile(
      path.join(directory, OWNER_FILE),
      JSON.stringify(owner),
      { mode: 0o600 },
    );
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new DrillFault(
      code === 'ENOSPC' ? 'scratch-full' : 'scratch-unwritable',
      `The work directory "${parent}" cannot be written (${code}). Name another with --work-dir or emrBackup.workDir.`,
    );
  }
  return directory;
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
 * Removes a scratch directory and everything below it. The mark of its owner
 * goes last: whatever breaks off in the middle is found again by the reaper.
 */
export async function removeScratchDirectory(directory: string): Promise<void> {
  const gone = { recursive: true, force: true, maxRetries: 5 };
  const names = await fs.readdir(directory).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) {
    if (name !== OWNER_FILE) await fs.rm(path.join(directory, name), gone);
  }
  await fs.rm(directory, gone);
}

/** The scratch directories below `workDir` whose drill is dead. Those of live drills and of other hosts are left alone. */
export async function findDeadScratch(
  workDir: string,
): Promise<{ directory: string; drillId: string }[]> {
  const parent = path.resolve(workDir);
  const names = await fs.readdir(parent).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  const dead = [];
  for (const name of names) {
    if (!name.startsWith(SCRATCH_PREFIX)) continue;
    const directory = path.join(parent, name);
    const owner = await readOwner(directory);
    if (owner === 'unreadable') {
      if (await isForgotten(directory))
        dead.push({ directory, drillId: name.slice(SCRATCH_PREFIX.length) });
    } else if (!(await isAlive(owner))) {
      dead.push({ directory, drillId: owner.drillId });
    }
  }
  return dead;
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
