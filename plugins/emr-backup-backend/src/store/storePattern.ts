import path from 'node:path';
import { InputError } from '@backstage/errors';
import picomatch from 'picomatch';

/** A glob that was found to stay inside its store. */
export interface StorePattern {
  matches(storePath: string): boolean;
  /** Folder where the search starts, `''` for the root. */
  base: string;
  /** Whether files that match can lie below this folder. */
  mayHold(folder: string): boolean;
}

/** Reads a copy's glob; one that names anything outside the store is refused. */
export function storePattern(store: string, pattern: string): StorePattern {
  refuseOutside(store, pattern);
  const { base, glob } = picomatch.scan(pattern);
  const depth = maximalDepth(pattern);
  return {
    matches: picomatch(pattern),
    // Without a wildcard the base is the file itself.
    base: glob ? base.replace(/\/+$/, '') : parentOf(pattern),
    mayHold: folder => folder === '' || folder.split('/').length < depth,
  };
}

/** Refuses a path that is absolute or climbs out. */
export function refuseOutside(store: string, storePath: string): void {
  const climbs = storePath.split(/[\\/]/).includes('..');
  const absolute =
    path.posix.isAbsolute(storePath) || /^[A-Za-z]:/.test(storePath);
  if (storePath === '' || climbs || absolute || storePath.includes('\0'))
    throw new InputError(
      `The path "${storePath}" of the store "${store}" is refused: it must be relative to the store and may not contain "..".`,
    );
}

/** `**` reaches any depth, and so may braces or groups that hold a slash. */
function maximalDepth(pattern: string): number {
  const unbounded = pattern.includes('**') || /[{(][^})]*\//.test(pattern);
  return unbounded ? Infinity : pattern.split('/').length;
}

function parentOf(file: string): string {
  const parent = path.posix.dirname(file);
  return parent === '.' ? '' : parent;
}
