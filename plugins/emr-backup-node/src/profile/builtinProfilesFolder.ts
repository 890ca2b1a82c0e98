import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

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
  for (
    let directory = __dirname, above = '';
    directory !== above;
    above = directory, directory = path.dirname(directory)
  ) {
    const folder = path.join(directory, 'profiles');
    if (existsSync(path.join(folder, MARK))) return folder;
  }
  return path.join(installedPackage(), 'profiles');
}

function installedPackage(): string {
  try {
    const manifest = createRequire(__filename).resolve(
      `${PACKAGE}/package.json`,
    );
    return path.dirname(manifest);
  } catch (error) {
    throw new Error(
      `The built-in profiles were not found beside ${__dirname} nor in ${PACKAGE}; name their folder with the option "builtinFolder".`,
      { cause: error },
    );
  }
}
