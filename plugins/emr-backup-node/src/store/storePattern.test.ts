import { storePattern } from './storePattern';

describe('the pattern of a copy', () => {
  it.each([
    ['lakeside/*/db/*.sql', 'lakeside', true],
    ['lakeside/*/db/*.sql', 'hillside', false],
    ['lakeside/*/db/*.sql', 'lakeside/any/db', true],
    ['lakeside/*/db/*.sql', 'lakeside/any/docs', false],
    ['lakeside/*/db/*.sql', 'lakeside/any/db/deeper', false],
    ['lakeside/**/*.sql', 'lakeside/any/where', true],
    ['lakeside/**/*.sql', 'hillside/any', false],
    ['{lakeside,hillside}/*/a', 'hillside/x', true],
    ['{lakeside/a,hillside}/*', 'lakeside/a', true],
    ['./lakeside/*', 'lakeside', true],
    ['!lakeside/*', 'hillside', true],
    ['**', 'any/where', true],
  ])('%s: files that match may lie below %s: %p', (pattern, folder, may) => {
    expect(storePattern('shelf', pattern).mayHold(folder)).toBe(may);
  });
});
