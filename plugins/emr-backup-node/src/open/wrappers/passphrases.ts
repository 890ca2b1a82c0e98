/** What a key file may mean as a passphrase: its content without the line end, or its first line. */
export function passphrases(secret: Buffer): Buffer[] {
  const text = secret.toString('latin1');
  const trimmed = text.replace(/[\r\n]+$/, '');
  const firstLine = text.split(/\r?\n/, 1)[0];
  return [...new Set([trimmed, firstLine])]
    .filter(candidate => candidate !== '')
    .map(candidate => Buffer.from(candidate, 'latin1'));
}
