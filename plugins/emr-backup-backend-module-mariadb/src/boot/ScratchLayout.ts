import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DrillFault } from '@emr-backup/plugin-emr-backup-node';
import type { RunAccount } from '../process/RunAccount';

/** Unix socket paths end at 107 bytes; this leaves room for the file's name. */
const SOCKET_PATH_LIMIT = 100;

/** Below the root: tells where the socket's own folder lies. */
export const SHORT_DIR_NOTE = 'socket-dir';
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
  /** Set when the socket had to move to a short path outside the work dir. */
  shortDir?: string;
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
      layout.shortDir = await mkdtemp(join(tmpdir(), 'emr-'));
      // So that the reaper finds it, whatever became of the server.
      await writeFile(join(root, SHORT_DIR_NOTE), layout.shortDir);
      await ownedDir(layout.shortDir, account);
      layout.socket = join(layout.shortDir, 's');
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

/** Removes what lies outside the work dir. The work dir itself is wiped by the drill. */
export async function removeShortDir(layout: ScratchLayout) {
  if (layout.shortDir) {
    await rm(layout.shortDir, { recursive: true, force: true });
  }
}
