import { existsSync } from 'node:fs';
import path from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

const PACKAGE = '@emr-backup/plugin-emr-backup-node';
/** A file that every copy of the folder has. */
const MARK = 'generic-mysql.yaml';

/**
 * The folder of the profiles this package ships.
 *
 * Looked for beside this code and above it, which serves the sources, the
 * built package and a bundle that has a copy of the folder next to it; then
 * where Node resolves the package, which serves a bundle without one.
 * @public
 */
export function builtinProfilesFolder(): string {
  // Wherever a build puts this code, the folder is beside it or further up.
  // eslint-disable-next-line no-restricted-syntax -- where this file lies after a build is what is asked
  const here = __dirname;
  for (
    let directory = here, above = '';
    directory !== above;
    above = directory, directory = path.dirname(directory)
  ) {
    const folder = path.join(directory, 'profiles');
    if (existsSync(path.join(folder, MARK))) return folder;
  }
  try {
    return resolvePackagePath(PACKAGE, 'profiles');
  } catch (error) {
    throw new Error(
      `The built-in profiles were found neither above ${here} nor in ${PACKAGE}; name their folder with the option "builtinFolder".`,
      { cause: error },
    );
  }
}
