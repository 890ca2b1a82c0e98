import { english } from './en';
import { french } from './fr';
import { flatMessages } from './fr/flatMessages';

const source = flatMessages(english);
const translated = flatMessages(french);

const placeholders = (message: string) =>
  [...message.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort();

describe('the French messages', () => {
  it('are there for every English one', () => {
    expect(Object.keys(source).filter(key => !translated[key]?.trim())).toEqual(
      [],
    );
  });

  it('are there for no other', () => {
    expect(Object.keys(translated).filter(key => !source[key])).toEqual([]);
  });

  it('hold the same placeholders', () => {
    const different = Object.keys(source)
      .filter(key => translated[key])
      .filter(
        key =>
          placeholders(source[key]).join() !==
          placeholders(translated[key]).join(),
      );
    expect(different).toEqual([]);
  });

  it('are French: no sentence was left as it was', () => {
    const sentences = Object.keys(source).filter(
      key => source[key].split(' ').length > 3,
    );
    expect(sentences.filter(key => translated[key] === source[key])).toEqual(
      [],
    );
  });
});
