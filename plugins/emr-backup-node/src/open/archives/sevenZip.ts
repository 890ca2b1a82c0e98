import type { Readable } from 'node:stream';
import { BackupFault, DrillFault } from '../../contracts';
import { identify } from '../magic';
import type { OpenScope } from '../OpenScope';
import { ProgramFilter, type ProgramEnd } from '../ProgramFilter';
import { passphrases } from '../wrappers/passphrases';
import type { ArchiveEntry } from './ArchiveEntry';
import type { ArchiveSource } from './ArchiveSource';
import { EntryLimit, entryName } from './entryName';
import { listEntries, type ListedEntry } from './sevenZipListing';

const DEBIAN_PACKAGE = '7zip';
const ENCRYPTED_HEADERS = /Cannot open encrypted archive/;
const WRONG_PASSWORD = /Wrong password/;
const CUT = /Unexpected end of (archive|data)/i;
const TRAILING = /data after the end of archive/i;

/** What the first bytes out of the archive tell about the key it was opened by. */
interface Probe {
  head: Buffer;
}

function run7z(
  args: readonly string[],
  password: Buffer,
  onEnd: (end: ProgramEnd) => Error | null,
  scope: OpenScope,
): ProgramFilter {
  const filter = scope.track(
    new ProgramFilter({
      program: '7z',
      debianPackage: DEBIAN_PACKAGE,
      args,
      // With a terminal 7-Zip asks there and not on its standard input.
      ownSession: true,
      judge: onEnd,
    }),
  );
  filter.end(Buffer.concat([password, Buffer.from('\n')]));
  return filter;
}

const isKnown = (head: Buffer) => identify(head).role !== 'file';

const noKey = (label: string) =>
  new DrillFault(
    'key-unavailable',
    `${label} is an archive with a password and no key was given to open it.`,
  );

function judge(
  { code, messages }: ProgramEnd,
  label: string,
  scope: OpenScope,
  probe?: Probe,
): Error | null {
  if (TRAILING.test(messages) && !/Error/i.test(messages)) {
    scope.notes.add(
      `${label}: bytes after the end of the archive were ignored`,
    );
    return null;
  }
  if (code === 0) return null;
  if (code === null) {
    return new DrillFault(
      'internal',
      `7z was ended by a signal while it read ${label}.`,
    );
  }
  if (WRONG_PASSWORD.test(messages)) {
    // Damage and a wrong password look alike to 7-Zip. Content that begins like
    // a backup was decrypted by the right one.
    const readable = probe && probe.head.length > 0 && isKnown(probe.head);
    if (!readable) {
      return scope.options.key
        ? new BackupFault(
            'undecryptable-wrong-key',
            `${label} cannot be opened with the key ${scope.options.key.name}.`,
          )
        : noKey(label);
    }
  }
  return CUT.test(messages)
    ? new BackupFault(
        'truncated',
        `${label} is cut short: the archive ends too early.`,
      )
    : new BackupFault(
        'archive-damaged',
        `${label} is damaged: a file in the archive does not match its checksum.`,
      );
}

async function list(
  file: string,
  label: string,
  password: Buffer,
  scope: OpenScope,
): Promise<ListedEntry[]> {
  const listing = run7z(
    ['l', '-slt', '-ba', '-sccUTF-8', '--', file],
    password,
    end => {
      const isSealed = ENCRYPTED_HEADERS.test(end.messages);
      return isSealed && !scope.options.key
        ? noKey(label)
        : judge(end, label, scope);
    },
    scope,
  );
  const entries: ListedEntry[] = [];
  const limit = new EntryLimit(label);
  for await (const entry of listEntries(listing)) {
    limit.add();
    entries.push(entry);
  }
  if (entries.some(entry => entry.encrypted) && !scope.options.key) {
    throw noKey(label);
  }
  return entries;
}

/** Cuts what 7-Zip writes, one file after the other, into files again. */
class Cutter {
  #rest: Buffer = Buffer.alloc(0);
  readonly #chunks: AsyncIterator<Buffer>;

  constructor(output: Readable, private readonly probe: Probe) {
    this.#chunks = output[Symbol.asyncIterator]();
  }

  async *take(bytes: number): AsyncGenerator<Buffer> {
    let left = bytes;
    while (left > 0) {
      if (this.#rest.length === 0 && !(await this.#more())) return;
      const chunk = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
  }

  /** Reads on to the end, where the program tells whether all was well. */
  async finish() {
    while (await this.#more());
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.#rest = next.value;
    if (this.probe.head.length < 4096) {
      this.probe.head = Buffer.concat([this.probe.head, next.value]);
    }
    return true;
  }
}

/** The files of a 7z or zip archive that 7-Zip can read, in their order. */
export async function* sevenZipEntries(
  file: string,
  { label }: Pick<ArchiveSource, 'label'>,
  scope: OpenScope,
): AsyncGenerator<ArchiveEntry> {
  const [password = Buffer.alloc(0)] = scope.options.key
    ? passphrases(await scope.secret('7-Zip', label))
    : [];
  const entries = await list(file, label, password, scope);
  const probe: Probe = { head: Buffer.alloc(0) };
  const output = run7z(
    ['x', '-so', '--', file],
    password,
    end => judge(end, label, scope, probe),
    scope,
  );
  const cutter = new Cutter(output, probe);
  for (const entry of entries) {
    if (entry.folder) continue;
    const content = cutter.take(entry.bytes);
    if (!entry.link) {
      yield {
        name: entryName(entry.name, label),
        bytes: entry.bytes,
        ...(entry.modifiedAt && { modifiedAt: entry.modifiedAt }),
        content,
      };
    }
    for await (const chunk of content) void chunk;
  }
  await cutter.finish();
}
