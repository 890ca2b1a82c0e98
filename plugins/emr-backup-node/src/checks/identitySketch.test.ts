import { identitySketch, remaining, sketchSize } from './identitySketch';

const staff = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => [String(index + from), 'name']);

describe('identitySketch', () => {
  it('is the same for the same identifiers in any order, case and spacing', () => {
    const one = identitySketch(
      [
        ['101', 'Dr  Jones'],
        ['102', null],
      ],
      'salt',
    );
    const other = identitySketch(
      [
        ['102', ''],
        ['101', ' dr jones '],
      ],
      'salt',
    );
    expect(one).toBe(other);
    expect(sketchSize(one)).toBe(2);
  });

  it('holds neither the identifiers nor anything another salt would give', () => {
    const sketch = identitySketch([['101', 'Jones']], 'salt');
    expect(sketch).toMatch(/^[0-9a-f]{12}$/);
    expect(identitySketch([['101', 'Jones']], 'pepper')).not.toBe(sketch);
  });

  it('keeps telling who remains when there are more than it can keep', () => {
    const before = identitySketch(staff(1000), 'salt');
    const grown = identitySketch(staff(1500), 'salt');
    const other = identitySketch(staff(1000, 5000), 'salt');
    expect(sketchSize(before)).toBe(256);
    const same = remaining(before, grown);
    expect(same.there).toBe(same.of);
    expect(same.of).toBeGreaterThan(100);
    expect(remaining(before, other).there).toBe(0);
  });

  it('finds none of the pinned ones in an empty copy', () => {
    expect(remaining(identitySketch(staff(3), 'salt'), '')).toEqual({
      of: 3,
      there: 0,
    });
  });
});
