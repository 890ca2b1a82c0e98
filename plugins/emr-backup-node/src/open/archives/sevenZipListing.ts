import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** One entry as `7z l -slt` lists it. */
export interface ListedEntry {
  name: string;
  bytes: number;
  modifiedAt?: string;
  folder: boolean;
  link: boolean;
  encrypted: boolean;
}

const FIELD = /^([A-Za-z][A-Za-z ]*?) = ?(.*)$/;

function entryOf(fields: ReadonlyMap<string, string>): ListedEntry | null {
  const name = fields.get('Path');
  if (name === undefined) return null;
  const attributes = fields.get('Attributes') ?? '';
  const modified = Date.parse(fields.get('Modified') ?? '');
  return {
    name,
    bytes: Number(fields.get('Size') || 0),
    ...(!Number.isNaN(modified) && {
      modifiedAt: new Date(modified).toISOString(),
    }),
    folder: fields.get('Folder') === '+' || /^D/.test(attributes),
    link: /(^| )l[rwx-]{9}/.test(attributes),
    encrypted: fields.get('Encrypted') === '+',
  };
}

/** Reads the listing: blocks of `Field = value`, an empty line after each. */
export async function* listEntries(
  listing: Readable,
): AsyncGenerator<ListedEntry> {
  let fields = new Map<string, string>();
  let failure: Error | undefined;
  // readline ends quietly when its input fails.
  listing.once('error', error => {
    failure = error;
  });
  for await (const line of createInterface({ input: listing })) {
    const [, field, value] = FIELD.exec(line) ?? [];
    if (field) {
      fields.set(field, value);
    } else if (line === '') {
      const entry = entryOf(fields);
      fields = new Map();
      if (entry) yield entry;
    }
  }
  if (failure) throw failure;
  const last = entryOf(fields);
  if (last) yield last;
}
