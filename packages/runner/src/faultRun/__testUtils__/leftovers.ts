import { promises as fs } from 'node:fs';
import path from 'node:path';

/** Processes whose command line names the folder, by id. */
export async function processesNaming(
  folder: string,
): Promise<{ pid: number; command: string }[]> {
  const found = [];
  for (const entry of await fs.readdir('/proc')) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    const command = await fs
      .readFile(`/proc/${entry}/cmdline`, 'utf8')
      .then(text => text.replaceAll('\0', ' ').trim())
      .catch(() => '');
    if (command.includes(folder)) found.push({ pid: Number(entry), command });
  }
  return found;
}

/** What lies below a folder, one level. */
export async function entriesOf(folder: string): Promise<string[]> {
  const names = await fs.readdir(folder).catch(() => []);
  return names.map(name => path.join(folder, name));
}
