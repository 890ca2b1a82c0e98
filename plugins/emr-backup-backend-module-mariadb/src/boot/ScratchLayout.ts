import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';
import type { RunAccount } from '../process/RunAccount';

/** Unix socket paths end at 107 bytes; this leaves room for the file's name. */
const SOCKET_PATH_LIMIT = 100;

/** Below the root: names the folders of this server that lie outside its work dir, one a line. */
export const OUTSIDE_NOTE = 'outside';
/** Below the work dir: everything the server writes. */
export const ROOT_NAME = 'mariadb';

/** Where the parts of one scratch server lie. */
export interface ScratchLayout {
  root: string;
  dataDir: string;
  tempDir: string;
  /** Stays empty and cannot be written: where plugins would be found, and tools are started. */
  emptyDir: string;
  /** The only folder SQL may read from or write to: rows come in through it. */
  handoverDir: string;
  /** Files with secrets, readable by the server's account alone. */
  secretDir: string;
  socket: string;
  pidFile: string;
  /** Folders outside the work dir: a short path for the socket, memory for the redo log. */
  outside: string[];
}

async function ownedDir(path: string, account: RunAccount) {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
  if (account.switched) await chown(path, account.uid, account.gid);
}

/** The server's account must be able to walk down to its folder. */
async function requireWalkable(path: string, account: RunAccount) {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    let bit = 0o001;
    if (uid === account.uid) bit = 0o100;
    else if (gid === account.gid) bit = 0o010;
    if (!(mode & bit)) {
      throw new DrillFault(
        'scratch-unwritable',
        `The folder ${folder} may not be entered by the account ${account.name}, under which the scratch server runs. Choose another work dir, or allow it with chmod o+x.`,
      );
    }
    if (folder === dirname(folder)) return;
  }
}

/** Makes the folders of one scratch server below its work dir. */
export async function createScratchLayout(
  workDir: string,
  account: RunAccount,
): Promise<ScratchLayout> {
  const root = join(workDir, ROOT_NAME);
  try {
    await mkdir(workDir, { recursive: true, mode: 0o700 });
    if (account.switched) {
      const { mode } = await stat(workDir);
      await chmod(workDir, (mode & 0o777) | 0o711);
      await requireWalkable(workDir, account);
    }
    const layout: ScratchLayout = {
      root,
      dataDir: join(root, 'data'),
      tempDir: join(root, 'tmp'),
      emptyDir: join(root, 'empty'),
      handoverDir: join(root, 'handover'),
      secretDir: join(root, 'secret'),
      socket: join(root, 's'),
      pidFile: join(root, 'pid'),
      outside: [],
    };
    for (const dir of [
      root,
      layout.dataDir,
      layout.tempDir,
      layout.emptyDir,
      layout.handoverDir,
      layout.secretDir,
    ]) {
      await ownedDir(dir, account);
    }
    // A plugin that SQL wrote there itself would be loaded.
    await chmod(layout.emptyDir, 0o500);
    if (Buffer.byteLength(layout.socket) > SOCKET_PATH_LIMIT) {
      layout.socket = join(await createOutside(layout, tmpdir(), account), 's');
    }
    return layout;
  } catch (error) {
    if (error instanceof DrillFault) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new DrillFault(
      code === 'ENOSPC' ? 'scratch-full' : 'scratch-unwritable',
      `The scratch folder ${workDir} could not be prepared (${code}).`,
      error,
    );
  }
}

/** Makes a folder of this server outside its work dir, noted so that the reaper finds it, whatever became of the server. */
export async function createOutside(
  layout: ScratchLayout,
  parent: string,
  account: RunAccount,
): Promise<string> {
  const folder = join(parent, `emr-${randomBytes(3).toString('hex')}`);
  // Noted before it is there: whoever is killed in between leaves nothing that is not noted.
  await writeFile(
    join(layout.root, OUTSIDE_NOTE),
    [...layout.outside, folder].join('\n'),
  );
  await mkdir(folder, { mode: 0o700 });
  layout.outside.push(folder);
  await ownedDir(folder, account);
  return folder;
}

/** Removes what lies outside the work dir. The work dir itself is wiped by the drill. */
export async function removeOutside(layout: ScratchLayout) {
  for (const folder of layout.outside) {
    await rm(folder, { recursive: true, force: true });
  }
}
