import path from 'node:path';
import { InputError } from '@backstage/errors';
import picomatch from 'picomatch';

/** A glob that was found to stay inside its store. @public */
export interface StorePattern {
  matches(storePath: string): boolean;
  /** Folder where the search starts, `''` for the root. */
  base: string;
  /** How many levels a path that matches can have; `Infinity` when any. */
  depth: number;
  /** Whether files that match can lie below this folder. */
  mayHold(folder: string): boolean;
}

/**
 * Reads a copy's glob; one that names anything outside the store is refused
 * with an InputError.
 * @public
 */
export function storePattern(store: string, pattern: string): StorePattern {
  refuseOutsideStore(store, pattern);
  const { base, glob } = picomatch.scan(pattern);
  const depth = maximalDepth(pattern);
  const leading = plainSegments(pattern).map(segment => picomatch(segment));
  return {
    matches: picomatch(pattern),
    // Without a wildcard the base is the file itself.
    base: glob ? base.replace(/\/+$/, '') : parentOf(pattern),
    depth,
    mayHold: folder => {
      if (folder === '') return true;
      const parts = folder.split('/');
      return (
        parts.length < depth &&
        leading
          .slice(0, parts.length)
          .every((matches, level) => matches(parts[level]))
      );
    },
  };
}

/**
 * Refuses a path that is absolute or climbs out with an InputError.
 * @public
 */
export function refuseOutsideStore(store: string, storePath: string): void {
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

/** The leading levels that can be matched each for itself: folders that do not match them need not be searched. */
function plainSegments(pattern: string): string[] {
  const segments = pattern.split('/');
  const end = segments.findIndex(
    segment =>
      segment === '' ||
      segment === '.' ||
      segment.includes('**') ||
      /[[\](){}!\\]/.test(segment),
  );
  return end < 0 ? segments : segments.slice(0, end);
}

function parentOf(file: string): string {
  const parent = path.posix.dirname(file);
  return parent === '.' ? '' : parent;
}
