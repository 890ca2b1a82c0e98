import { BackupFault, DrillFault } from '@emr-backup/plugin-emr-backup-node';

/** An error of the mariadb client without its text, which quotes rows. */
export interface ClientError {
  code: number | null;
  state: string | null;
  line: number | null;
  /** A collation or character set the server does not know; plain names only. */
  collation?: string;
  /** A storage engine or plugin the server does not know; plain names only. */
  engine?: string;
  /** The storage engine's own error number, when the server quotes it. */
  storageErrno?: number;
}

const ERROR_LINE =
  /^ERROR(?: (\d+))?(?: \(([0-9A-Z]{5})\))?(?: at line (\d+))?(?: in file: '[^'\n]*')?: (.*)$/m;

const plainName = (text: string | undefined) =>
  text && /^[A-Za-z0-9_]{1,64}$/.test(text) ? text : undefined;

/** Finds the error in the client's stderr and drops everything else. */
export function parseClientError(stderr: string): ClientError | undefined {
  const match = ERROR_LINE.exec(stderr);
  if (!match) return undefined;
  const code = match[1] ? Number(match[1]) : null;
  const quoted = plainName(/'([^']*)'/.exec(match[4])?.[1]);
  const storageErrno = /\bGot error (\d+)/.exec(match[4])?.[1];
  return {
    code,
    state: match[2] ?? null,
    line: match[3] ? Number(match[3]) : null,
    ...(quoted && (code === 1273 || code === 1115)
      ? { collation: quoted.toLocaleLowerCase('en-US') }
      : {}),
    ...(quoted && (code === 1286 || code === 1524 || code === 1477)
      ? { engine: quoted }
      : {}),
    ...(storageErrno ? { storageErrno: Number(storageErrno) } : {}),
  };
}

/** Codes that tell of the server's end rather than of the dump. */
export const LOST_SERVER = new Set([1053, 1927, 2002, 2006, 2013, 2055]);

/** Whether what the driver threw is the server's own answer. All else, such as asking a connection that is closed, tells of the server and not of the copy. */
export function isAnswer(error: {
  errno?: number;
  sqlState?: string;
}): error is { errno: number; sqlState: string } {
  const { errno, sqlState } = error;
  return Boolean(errno && errno > 0 && sqlState && !LOST_SERVER.has(errno));
}

/** The operating system's number for a full disk. */
const ENOSPC = 28;
const DISK_FULL = new Set([ENOSPC, 1021, 1026, 1114]);
const MEMORY_SHORT = new Set([1037, 1038, 1041]);
/** Things a newer or other server knows and ours does not. */
const OTHER_SERVER = new Set([1193, 1231, 1235, 1289, 1577]);

/** What an error of the client means for the drill. Lost servers are judged by their end, not here. */
export function clientFault(
  error: ClientError,
  at: { name: string; line: number } | undefined,
): BackupFault | DrillFault {
  const { code, state, collation, engine } = error;
  const where = at ? ` at line ${at.line} of ${at.name}` : '';
  const what =
    code === null ? '' : ` with error ${code}${state ? ` (${state})` : ''}`;
  const answer = `The scratch server answered${what}${where}`;

  if (code === null) {
    return new BackupFault(
      'client-command-in-dump',
      `The mariadb client refused a command${where}: it is not SQL.`,
    );
  }
  if (code === 1273 || code === 1115) {
    return new DrillFault(
      'environment-collation',
      collation
        ? `The dump needs the collation or character set ${collation}, which the scratch server does not know${where}. Drill it on a server that does.`
        : `The dump needs a collation or character set that the scratch server does not know${where}.`,
    );
  }
  if (code === 1286 || code === 1524 || code === 1477) {
    return new DrillFault(
      'engine-version',
      engine
        ? `The dump needs the storage engine or plugin ${engine}, which the scratch server does not have${where}.`
        : `The dump needs a storage engine or plugin that the scratch server does not have${where}.`,
    );
  }
  if (code === 1118) {
    return new DrillFault(
      'engine-version',
      `${answer}: a row of that table does not fit under the scratch server's settings. Set innodb_strict_mode, sql_mode or the default engine in the profile as the EMR's own server has them.`,
    );
  }
  if (DISK_FULL.has(code) || error.storageErrno === ENOSPC) {
    return new DrillFault(
      'scratch-full',
      `The disk of the work dir became full while the dump was loaded${where}.`,
    );
  }
  if (MEMORY_SHORT.has(code)) {
    return new DrillFault(
      'memory-short',
      `The scratch server ran out of memory while the dump was loaded${where}.`,
    );
  }
  if (code === 1153 || code === 2020) {
    return new DrillFault(
      'format-unsupported',
      `${answer}: the statement is larger than the 1 GB a server accepts.`,
    );
  }
  if (OTHER_SERVER.has(code)) {
    return new DrillFault(
      'engine-version',
      `${answer}: the dump uses a setting or feature of another server version.`,
    );
  }
  return new BackupFault(
    'load-error',
    `${answer}: this backup cannot be restored as it is.`,
  );
}
