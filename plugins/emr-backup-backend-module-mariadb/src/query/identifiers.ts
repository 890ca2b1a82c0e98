/** Quotes an identifier for MariaDB. */
export const quoteIdentifier = (identifier: string) =>
  `\`${identifier.replaceAll('`', '``')}\``;

/** Quotes a string for MariaDB under a sql_mode without NO_BACKSLASH_ESCAPES. */
export const quoteText = (text: string) =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
