/** Longest prelude of a statement that is looked through for its words. */
const WORDS_WITHIN = 600;

/**
 * The statement as the server reads it: executable comments opened, plain
 * comments at its start dropped, white space single. For recognising
 * statements, not for running them.
 */
export function plainStatement(head: string): string {
  return head
    .slice(0, WORDS_WITHIN)
    .replace(/\/\*M?!\d*/g, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\*\//g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const NAME = '(?:`((?:[^`]|``)+)`|"((?:[^"]|"")+)"|([\\w$]+))';

/** A pattern for {@link plainStatement} in which `NAME` stands for a quoted or bare identifier: three groups. */
export const statementPattern = (source: string) =>
  new RegExp(`^${source.replaceAll('NAME', NAME)}`, 'i');

/** An identifier as it was matched by `NAME`, unquoted; text is latin1, names are UTF-8. */
export function matchedName(
  groups: readonly (string | undefined)[],
): string | undefined {
  const [ticked, quoted, bare] = groups;
  const raw =
    ticked?.replaceAll('``', '`') ?? quoted?.replaceAll('""', '"') ?? bare;
  return raw === undefined
    ? undefined
    : Buffer.from(raw, 'latin1').toString('utf8');
}
