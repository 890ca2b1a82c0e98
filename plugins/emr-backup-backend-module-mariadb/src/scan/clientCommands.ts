/**
 * Words that the mariadb client obeys itself when a statement starts with them.
 * None of them starts an SQL statement that a dump could hold.
 */
const WORDS = new Set([
  '?',
  'charset',
  'clear',
  'connect',
  'costs',
  'edit',
  'ego',
  'exit',
  'go',
  'help',
  'nocosts',
  'nopager',
  'notee',
  'nowarning',
  'pager',
  'print',
  'prompt',
  'query_attributes',
  'quit',
  'rehash',
  'resetconnection',
  'sandbox',
  'source',
  'status',
  'system',
  'tee',
  'warnings',
]);

/** Names of the one-letter commands, for people. */
const LETTERS: Record<string, string> = {
  '!': 'system',
  '.': 'source',
  T: 'tee',
  t: 'notee',
  P: 'pager',
  n: 'nopager',
  e: 'edit',
  r: 'connect',
  u: 'use',
  d: 'delimiter',
  g: 'go',
  G: 'ego',
  c: 'clear',
  C: 'charset',
  h: 'help',
  '?': 'help',
  p: 'print',
  q: 'quit',
  R: 'prompt',
  s: 'status',
  W: 'warnings',
  w: 'nowarning',
  x: 'resetconnection',
  '#': 'rehash',
  '-': 'sandbox',
};

/** The command a statement starts with, if it is one: `system`. */
export function commandWord(word: string): string | undefined {
  const lower = word.toLocaleLowerCase('en-US');
  return WORDS.has(lower) ? lower : undefined;
}

/** The name of a backslash command for people: `\! (system)`. Unknown ones are not quoted. */
export function commandLetter(letter: string): string {
  const name = LETTERS[letter];
  return name ? `\\${letter} (${name})` : 'an unknown backslash command';
}
