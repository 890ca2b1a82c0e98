import { randomBytes } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunAccount } from '../../process/RunAccount';

/**
 * A file through which rows reach the server, written over for every batch. It
 * lies in the one folder SQL may read from, under a name no dump can know, and
 * mostly lives and dies in memory: it is gone before the system writes it out.
 */
export class Handover {
  private constructor(readonly path: string, readonly file: FileHandle) {}

  static async create(folder: string, account: RunAccount): Promise<Handover> {
    const path = join(folder, randomBytes(16).toString('hex'));
    const file = await open(path, 'wx', 0o600);
    if (account.switched) await file.chown(account.uid, account.gid);
    return new Handover(path, file);
  }

  async fill(pieces: readonly Buffer[]): Promise<void> {
    await this.file.truncate(0);
    let position = 0;
    let rest: Buffer[] = [...pieces];
    while (rest.length > 0) {
      const { bytesWritten } = await this.file.writev(rest, position);
      position += bytesWritten;
      rest = unwritten(rest, bytesWritten);
    }
  }

  async remove(): Promise<void> {
    await this.file.close();
    await rm(this.path, { force: true });
  }
}

/** What is left of the pieces after so many bytes. */
function unwritten(pieces: readonly Buffer[], written: number): Buffer[] {
  let skip = written;
  const rest: Buffer[] = [];
  for (const piece of pieces) {
    if (skip >= piece.length) {
      skip -= piece.length;
    } else {
      rest.push(piece.subarray(skip));
      skip = 0;
    }
  }
  return rest;
}
