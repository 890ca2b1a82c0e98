import { promises as fs } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

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

/** Where scratch servers of small backups have their redo logs. */
const MEMORY_FOLDER = '/dev/shm';
/** Others of this machine drill too; what is theirs goes in that time, or a server of theirs names it. */
const OTHERS_MS = 20_000;

/** Folders of scratch servers in memory. */
export async function memoryFolders(): Promise<string[]> {
  const entries = await entriesOf(MEMORY_FOLDER);
  return entries.filter(entry => /\/emr-[0-9A-Za-z]{6}$/.test(entry));
}

/** Those that were not there before and that no process has any use for. */
export async function memoryLeft(before: readonly string[]): Promise<string[]> {
  const until = Date.now() + OTHERS_MS;
  for (;;) {
    const left = [];
    for (const folder of await memoryFolders())
      if (
        !before.includes(folder) &&
        (await processesNaming(folder)).length === 0
      )
        left.push(folder);
    if (left.length === 0 || Date.now() > until) return left;
    await delay(500);
  }
}
