/** What `rclone lsjson` tells of a file or folder. */
export interface RcloneEntry {
  Path: string;
  /** -1 when the remote does not know. */
  Size: number;
  ModTime: string;
  IsDir: boolean;
  /** By algorithm, when asked for; empty for a file of which the remote knows none. */
  Hashes?: Record<string, string>;
}

/** One line of `rclone lsjson`: an array with one object a line. */
export function entryOfLine(line: string): RcloneEntry | undefined {
  const text = line.trim().replace(/,$/, '');
  return text.startsWith('{') ? JSON.parse(text) : undefined;
}

/** A file whose time the remote does not know is as old as can be, so that it never passes for a fresh backup. */
export function modifiedAt({ ModTime }: RcloneEntry): string {
  const time = Date.parse(ModTime);
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
}

/** What the content of a file is known by. */
export const digestsOf = ({ Hashes = {} }: RcloneEntry): string[] =>
  Object.entries(Hashes)
    .filter(([, hash]) => hash !== '')
    .map(([algorithm, hash]) => `${algorithm}:${hash.toLowerCase()}`);
