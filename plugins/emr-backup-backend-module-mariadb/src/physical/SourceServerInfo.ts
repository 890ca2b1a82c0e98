import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a physical backup tells about the server it came from. */
export interface SourceServerInfo {
  /** Version text, e.g. `10.6.12-MariaDB`; undefined when no file tells. */
  version?: string;
  /** Settings the files were written under, without which they cannot be read. */
  settings: Record<string, string>;
}

const VERSION_FILES: { name: string; pattern: RegExp }[] = [
  ...['xtrabackup_info', 'mariadb_backup_info'].map(name => ({
    name,
    pattern: /^server_version\s*=\s*(\d[\w.+~:-]*)/m,
  })),
  ...['mariadb_upgrade_info', 'mysql_upgrade_info'].map(name => ({
    name,
    pattern: /^(\d[\w.+~:-]*)/m,
  })),
];

/** Of backup-my.cnf only what shapes the files; the rest is the old server's business. */
const SHAPING =
  /^(innodb_page_size|innodb_data_file_path|innodb_undo_tablespaces)\s*=\s*([\w.:;-]+)\s*$/gm;

async function text(directory: string, name: string): Promise<string> {
  try {
    return await readFile(join(directory, name), 'utf8');
  } catch {
    return '';
  }
}

/** Reads the small text files beside the data. */
export async function readSourceServerInfo(
  directory: string,
): Promise<SourceServerInfo> {
  const info: SourceServerInfo = { settings: {} };
  for (const { name, pattern } of VERSION_FILES) {
    info.version ??= pattern.exec(await text(directory, name))?.[1];
  }
  const config = await text(directory, 'backup-my.cnf');
  for (const [, name, value] of config.matchAll(SHAPING)) {
    info.settings[name] = value;
  }
  return info;
}

const majorMinor = (version: string): [number, number] => {
  const [major = 0, minor = 0] = version.split(/[.-]/).map(Number);
  return [major, minor];
};

/** Whether files of one version cannot be opened by a server of another: older servers do not read newer files. */
export function isNewer(source: string, installed: string): boolean {
  const [a, b] = [majorMinor(source), majorMinor(installed)];
  return a[0] !== b[0] ? a[0] > b[0] : a[1] > b[1];
}

/** MySQL 8 and later keep their dictionary in files that no MariaDB reads. */
export function isForeign(source: string): boolean {
  const [major] = majorMinor(source);
  return !/mariadb/i.test(source) && major >= 8 && major < 10;
}
