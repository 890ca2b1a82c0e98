import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Part of util-linux, which every Debian has. */
const SETPRIV = '/usr/bin/setpriv';
const WITH_PARENT = ['--pdeathsig', 'KILL'];

/** A program and its arguments. @public */
export interface ServerCommand {
  /** Name or absolute path of the program. */
  file: string;
  /** Seen by everyone on the machine: never a secret. */
  args: string[];
}

let isKnown: Promise<boolean> | undefined;

/**
 * The command of a scratch server whom the system kills when this process
 * dies, also by a signal that leaves no time for anything: a server that lives
 * on holds a clinic's records in memory until the next process sweeps. Where
 * the system cannot do that the command stays as it is, and the reaper ends
 * the server.
 * @public
 */
export async function endingWithUs(
  command: ServerCommand,
): Promise<ServerCommand> {
  isKnown ??= promisify(execFile)(SETPRIV, [...WITH_PARENT, 'true']).then(
    () => true,
    () => false,
  );
  if (!(await isKnown)) return command;
  return {
    file: SETPRIV,
    args: [...WITH_PARENT, '--', command.file, ...command.args],
  };
}
