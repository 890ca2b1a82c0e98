import { InputError } from '@backstage/errors';

const SECTION = /^\[(?<section>[^\]]+)\]$/;
const OPTION = /^(?<option>[A-Za-z0-9_]+)\s*=\s*(?<value>.*)$/;

/**
 * rclone's configuration as the environment variables that stand for it, so
 * that no file with credentials is written. The text itself is never repeated
 * in an error.
 */
export function remoteEnvironment(
  key: string,
  text: string,
): Record<string, string> {
  const environment: Record<string, string> = {};
  let names: string[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const section = SECTION.exec(line)?.groups?.section;
    if (section !== undefined) {
      names = spellings(section.trim());
      continue;
    }
    const { option, value } = OPTION.exec(line)?.groups ?? {};
    if (option === undefined || names.length === 0)
      throw new InputError(
        `${key}, line ${
          index + 1
        }, is neither a "[remote]" nor an "option = value" of one, as rclone's configuration has them.`,
      );
    for (const name of names)
      environment[`RCLONE_CONFIG_${name}_${option.toUpperCase()}`] = value;
  }
  return environment;
}

/** rclone 1.60 looks for a remote's name as it is, later ones with underscores for dashes. */
function spellings(section: string): string[] {
  const name = section.toUpperCase();
  return [...new Set([name, name.replaceAll('-', '_')])];
}
