import { remembered } from './remembered';

describe('a remembered answer', () => {
  it('is worked out once for each question', () => {
    const asked: string[] = [];
    const first = remembered((word: string, by: { length: number }) => {
      asked.push(word);
      return word.slice(0, by.length) || undefined;
    });
    expect(first('clinic', { length: 3 })).toBe('cli');
    expect(first('clinic', { length: 3 })).toBe('cli');
    expect(first('clinic', { length: 4 })).toBe('clin');
    expect(first('', { length: 4 })).toBeUndefined();
    expect(first('', { length: 4 })).toBeUndefined();
    expect(asked).toEqual(['clinic', 'clinic', '']);
  });

  it('that fails is asked again', () => {
    let asked = 0;
    const fails = remembered(() => {
      asked += 1;
      throw new Error('no');
    });
    expect(fails).toThrow('no');
    expect(fails).toThrow('no');
    expect(asked).toBe(2);
  });
});
