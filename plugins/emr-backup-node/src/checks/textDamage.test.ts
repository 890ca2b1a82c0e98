import { textDamage, withoutMojibake } from './textDamage';

/** What a client that reads UTF-8 as Windows-1252, the server's "latin1", makes of a text. */
function misread(text: string): string {
  const decoder = new TextDecoder('windows-1252');
  return [...Buffer.from(text, 'utf8')]
    .map(byte => decoder.decode(Uint8Array.of(byte)))
    .join('');
}

describe('textDamage', () => {
  it.each([
    'Zoë',
    'Łukasz',
    'Đặng',
    '李',
    'Ñuño',
    'Åsa',
    'Müller',
    'naïve café — “quoted” text…',
    '37,1 °C ± 0,2 µg',
    'smile 😀',
  ])('tells %s apart from its misreading', text => {
    expect(textDamage(text, 'text')).toEqual({
      foreign: true,
      mojibake: false,
      lost: false,
    });
    expect(textDamage(misread(text), 'text')).toMatchObject({ mojibake: true });
    expect(textDamage(misread(misread(text)), 'text')).toMatchObject({
      mojibake: true,
    });
    expect(withoutMojibake(text)).toBe(text);
    expect(withoutMojibake(`Dr. ${misread(text)}, ${text}`)).toBe(
      `Dr. ${text}, ${text}`,
    );
    expect(withoutMojibake(misread(misread(text)))).toBe(text);
  });

  it('sees one misread word in a text that is otherwise well', () => {
    expect(
      textDamage(`Température normale, ${misread('fièvre')} hier`, 'text'),
    ).toMatchObject({ mojibake: true });
  });

  it.each([
    ['Ren?e', 'name', true],
    ['?ukasz', 'name', true],
    ['Zo?', 'name', true],
    ['?? Corrin', 'name', true],
    ['?', 'name', false],
    ['Smith', 'name', false],
    ['Fi\uFFFDvre', 'text', true],
    ['patiente fi?vreuse', 'text', true],
    ['?MI, r/o pneumonia', 'text', false],
    ['Feeling better? No. Really???', 'text', false],
    ['see https://example.org/a?b=c&d?e', 'text', false],
    ['select.jsp?demographic=1', 'text', false],
  ] as const)('reads %j in a %s as lost: %s', (text, kind, lost) => {
    expect(textDamage(text, kind).lost).toBe(lost);
  });
});
