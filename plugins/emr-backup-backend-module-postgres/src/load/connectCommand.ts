/** What a client command of a dump asks for. */
export type ClientCommand =
  | { action: 'connect'; database: string | undefined }
  | { action: 'none' }
  | { action: 'refuse' };

const REFUSE: ClientCommand = { action: 'refuse' };

function words(text: string): string[] {
  return (text.match(/"(?:[^"]|"")*"|'(?:[^']|'')*'|\S+/g) ?? []).map(word =>
    /^["']/.test(word)
      ? word.slice(1, -1).replace(/""/g, '"').replace(/''/g, "'")
      : word,
  );
}

/** `dbname='we ird' user=…` as pg_dump writes it for odd names. Other keys could lead elsewhere. */
function fromConnectionString(text: string): ClientCommand {
  const match = /^\s*dbname\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S+))\s*$/.exec(text);
  if (!match) return REFUSE;
  return {
    action: 'connect',
    database: (match[1] ?? match[2]).replace(/\\(.)/g, '$1'),
  };
}

/**
 * Reads a client command, the backslash already cut off. The three that pg_dump
 * writes are known; every other one is refused, and none is ever run.
 */
export function clientCommand(text: string): ClientCommand {
  const [name, ...rest] = words(text.replace(/\r$/, ''));
  if (name === 'restrict' || name === 'unrestrict') return { action: 'none' };
  // Written before `\\connect` to a database with an odd name; every dump sets its encoding itself.
  if (name === 'encoding' && /^[\w-]+$/.test(rest.join(' '))) {
    return { action: 'none' };
  }
  if (name !== 'connect' && name !== 'c') return REFUSE;
  const [database, user = '-', ...more] = rest.filter(
    word => !/^-reuse-previous=(on|off)$/.test(word),
  );
  if (more.some(word => word !== '-') || /[`=]/.test(user)) return REFUSE;
  if (database === undefined || database === '-') {
    return { action: 'connect', database: undefined };
  }
  if (database.includes('`') || /^postgres(ql)?:\/\//.test(database)) {
    return REFUSE;
  }
  if (database.includes('=')) return fromConnectionString(database);
  return {
    action: 'connect',
    database: Buffer.from(database, 'latin1').toString(),
  };
}
