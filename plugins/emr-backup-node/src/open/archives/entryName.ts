import { BackupFault } from '../../contracts';

// Costs of a wrong value: too low refuses a clinic with many documents, too
// high lets a hostile archive fill the memory with names.
const MAX_ENTRIES = 5_000_000;
const MAX_NAME_BYTES = 4096;

/**
 * Name of an archive entry without `./`, double slashes and a leading slash (`tar -P`
 * writes them, and unpacking leaves them out); refuses `..`, which no backup program writes.
 */
export function entryName(raw: string, label: string): string {
  if (raw.includes('\0') || Buffer.byteLength(raw) > MAX_NAME_BYTES) {
    throw new BackupFault(
      'archive-damaged',
      `${label} holds a file whose name is not a usable path.`,
    );
  }
  const parts = raw.split('/').filter(part => part !== '' && part !== '.');
  if (parts.includes('..')) {
    throw new BackupFault(
      'archive-damaged',
      `${label} holds a file whose name leads out of the archive (with "..").`,
    );
  }
  return parts.join('/');
}

/** Counts the entries of one archive and refuses absurd numbers. */
export class EntryLimit {
  #count = 0;
  constructor(private readonly label: string) {}

  add() {
    this.#count += 1;
    if (this.#count > MAX_ENTRIES) {
      throw new BackupFault(
        'archive-damaged',
        `${this.label} lists more than ${MAX_ENTRIES} files, which no backup does.`,
      );
    }
  }
}
