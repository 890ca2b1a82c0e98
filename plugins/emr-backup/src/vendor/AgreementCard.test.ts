import { termOf } from './AgreementCard';

const now = Date.parse('2026-11-22T12:00:00Z');

describe('termOf', () => {
  it.each([
    ['2026-11-21', 'over'],
    ['2026-11-22', 'soon'],
    ['2027-01-20', 'soon'],
    ['2027-01-22', 'current'],
    [undefined, 'current'],
  ])('calls an agreement until %s %s', (expires, term) => {
    expect(termOf(expires, now)).toBe(term);
  });
});
