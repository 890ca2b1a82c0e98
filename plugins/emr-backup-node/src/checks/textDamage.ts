/**
 * Tells text that lost its letters or was decoded with the wrong character set.
 *
 * It sees UTF-8 that was read as Windows-1252 or Latin-1 (`Ã©`), U+FFFD, and in
 * names a `?` where a letter should be. It does not see a wrong choice between
 * two single-byte character sets, which gives letters that are merely wrong.
 */
export interface TextDamage {
  /** Holds a character outside ASCII. */
  foreign: boolean;
  /** UTF-8 read as Windows-1252 or Latin-1 on the way. */
  mojibake: boolean;
  /** Characters replaced by `?` or U+FFFD. */
  lost: boolean;
}

/** How a `?` in a column is to be read. */
export type TextKind = 'name' | 'text';

const FOREIGN_RUN = /[^\p{ASCII}]+/gu;
/** In a name a question mark beside a letter stands for a letter. */
const LOST_IN_NAME = /\p{L}\?|\?\p{L}|\?\?/u;
/** In free text only one amid small letters does; `?MI` and `really?` are how people write. */
const LOST_IN_TEXT = /\p{Ll}\?\p{Ll}/u;
/** Addresses carry question marks of their own. */
const ADDRESS = /\S*(?:\/|=|&)\S*/g;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Windows-1252 bytes 0x80-0x9F by character; servers pass the five gaps through as C1 controls. */
const WINDOWS_1252 = new Map(
  [...'€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ']
    .map((character, index) => [character, 0x80 + index] as const)
    .filter(([character]) => character !== ' '),
);

/** Judges one value; nothing of it is kept. */
export function textDamage(value: string, kind: TextKind): TextDamage {
  const runs = value.match(FOREIGN_RUN) ?? [];
  return {
    foreign: runs.length > 0,
    mojibake: runs.some(run => reread(run) !== undefined),
    lost: value.includes('\uFFFD') || hasLostLetter(value, kind),
  };
}

function hasLostLetter(value: string, kind: TextKind): boolean {
  if (!value.includes('?')) return false;
  return kind === 'name'
    ? LOST_IN_NAME.test(value)
    : LOST_IN_TEXT.test(value.replace(ADDRESS, ' '));
}

/** Text as it was before it was read with the wrong character set, once or twice; other text as it is. */
export function withoutMojibake(value: string): string {
  const repaired = value.replace(FOREIGN_RUN, run => reread(run) ?? run);
  return repaired === value ? value : withoutMojibake(repaired);
}

/** The run's characters, taken back to bytes, when those are whole UTF-8 characters: nobody writes that. */
function reread(run: string): string | undefined {
  const bytes: number[] = [];
  for (const character of run) {
    const code = character.codePointAt(0) ?? 0;
    const byte = code <= 0xff ? code : WINDOWS_1252.get(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  try {
    return strictUtf8.decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}
