/** The bytes that mean something in a script. */
export const BYTE = {
  newline: 0x0a,
  return: 0x0d,
  doubleQuote: 0x22,
  dollar: 0x24,
  quote: 0x27,
  open: 0x28,
  close: 0x29,
  star: 0x2a,
  dash: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  semicolon: 0x3b,
  backslash: 0x5c,
} as const;

/** True for what may begin a name. */
export function isIdentStart(c: number): boolean {
  return (
    (c >= 0x61 && c <= 0x7a) ||
    (c >= 0x41 && c <= 0x5a) ||
    c === 0x5f ||
    c >= 0x80
  );
}

export function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

export function isSpace(c: number): boolean {
  return c === 0x20 || (c >= 0x09 && c <= 0x0d);
}

/** How many lines end in these bytes. */
export function countLines(data: Buffer): number {
  let lines = 0;
  for (let at = data.indexOf(BYTE.newline); at >= 0; ) {
    lines += 1;
    at = data.indexOf(BYTE.newline, at + 1);
  }
  return lines;
}
