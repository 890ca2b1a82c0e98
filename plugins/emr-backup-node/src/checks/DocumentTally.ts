import picomatch from 'picomatch';
import type { Zone } from 'luxon';
import type { DocumentFile, DocumentIndex } from '../contracts';
import {
  sameContent,
  type DocumentRow,
  type DocumentRule,
} from './documentRows';
import { instantOf } from './wallClock';

/** Counts of one reconciliation; names and contents stay behind. */
export interface DocumentCounts {
  referenced: number;
  found: number;
  missing: number;
  empty: number;
  altered: number;
  hashed: number;
  /** Encrypted files, whose hash cannot be compared. */
  encrypted: number;
  orphans: number;
}

/** Compares rows with files, one row at a time, for one rule of the profile. */
export class DocumentTally {
  private readonly counts = {
    referenced: 0,
    found: 0,
    missing: 0,
    empty: 0,
    altered: 0,
    hashed: 0,
    encrypted: 0,
  };
  private readonly seen = new Set<string>();
  private newestRow: number | null = null;
  /** Files of rows whose time says more about a copy than about the document. */
  private touchedLater = 0;

  constructor(
    private readonly rule: DocumentRule,
    private readonly documents: DocumentIndex,
    private readonly clock: { zone: Zone; now: number },
  ) {}

  add(row: DocumentRow): void {
    const { counts } = this;
    counts.referenced += 1;
    if (row.encrypted) counts.encrypted += 1;
    const written =
      row.writtenAt === null
        ? null
        : instantOf(row.writtenAt, this.clock.zone, this.clock.now);
    if (written !== null && written <= this.clock.now)
      this.newestRow = Math.max(this.newestRow ?? written, written);
    const file = this.locate(row.name);
    if (!file) {
      counts.missing += 1;
      return;
    }
    this.seen.add(file.path);
    counts.found += 1;
    if (file.bytes === 0) {
      counts.empty += 1;
      return;
    }
    const same = sameContent(row, file, this.rule);
    if (same !== null) counts.hashed += 1;
    if (same === false) counts.altered += 1;
  }

  private locate(name: string): DocumentFile | undefined {
    const { folder } = this.rule;
    if (folder === undefined) return this.documents.findBySuffix(name);
    return (
      this.documents.findBySuffix(`${folder}/${name}`) ??
      this.documents.get(name) ??
      this.documents.findBySuffix(name)
    );
  }

  result(): DocumentCounts {
    return { ...this.counts, orphans: this.orphans().length };
  }

  /**
   * Milliseconds by which files no row names are younger than the newest row:
   * the database is older than the documents. Null when that cannot be told,
   * also when copying has reset the files' times.
   */
  databaseBehind(): number | null {
    const newestRow = this.newestRow;
    if (newestRow === null || this.seen.size === 0) return null;
    this.touchedLater = 0;
    for (const path of this.seen) {
      const modified = modifiedAt(this.documents.get(path));
      if (modified === null || modified > newestRow) this.touchedLater += 1;
    }
    if (this.touchedLater * 2 > this.seen.size) return null;
    const youngest = this.orphans()
      .map(modifiedAt)
      .filter(time => time !== null)
      .reduce((a, b) => Math.max(a, b), newestRow);
    return youngest - newestRow;
  }

  /** Files in the rule's folder that no row names and no glob explains. */
  private orphans(): DocumentFile[] {
    const { folder, unnamed } = this.rule;
    const explained =
      unnamed.length > 0 ? picomatch(unnamed, { dot: true }) : () => false;
    const inFolder: { file: DocumentFile; inside: string }[] = [];
    const outside: { file: DocumentFile; inside: string }[] = [];
    for (const file of this.documents.files()) {
      const inside =
        folder === undefined ? file.path : below(file.path, folder);
      if (inside === undefined) outside.push({ file, inside: file.path });
      else inFolder.push({ file, inside });
    }
    // A documents folder given by itself has no folder of that name in it.
    const candidates = inFolder.length > 0 ? inFolder : outside;
    return candidates
      .filter(
        ({ file, inside }) => !this.seen.has(file.path) && !explained(inside),
      )
      .map(({ file }) => file);
  }
}

/** The path below a folder of that name, or undefined. */
export function below(path: string, folder: string): string | undefined {
  const wrapped = `/${path}`;
  const at = wrapped.indexOf(`/${folder}/`);
  return at < 0 ? undefined : wrapped.slice(at + folder.length + 2);
}

function modifiedAt(file: DocumentFile | undefined): number | null {
  const time = file?.modifiedAt ? Date.parse(file.modifiedAt) : NaN;
  return Number.isNaN(time) ? null : time;
}
