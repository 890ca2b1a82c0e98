import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of running programs that name the text, by process id. */
export function processesNaming(text: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const line = readFileSync(`/proc/${entry}/cmdline`, 'utf8');
      const state = readFileSync(`/proc/${entry}/stat`, 'utf8');
      // A zombie has ended; only its parent has not looked yet.
      if (line.includes(text) && !/\) Z /.test(state)) {
        found.set(Number(entry), line.replace(/\0/g, ' '));
      }
    } catch {
      // It ended between the listing and the look.
    }
  }
  return found;
}
