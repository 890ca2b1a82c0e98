import { csvText } from './csv';

describe('csvText', () => {
  it('ends each row with CR and LF and leaves plain cells alone', () => {
    expect(
      csvText([
        ['Clinic', 'Age'],
        ['Lakeside', 7800],
      ]),
    ).toBe('Clinic,Age\r\nLakeside,7800\r\n');
  });

  it('quotes commas, quotation marks and line breaks', () => {
    expect(csvText([['a,b', 'say "hi"', 'two\nlines', null, undefined]])).toBe(
      '"a,b","say ""hi""","two\nlines",,\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1'])(
    'does not let %j run as a formula',
    text => {
      expect(csvText([[text]]).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('keeps a number a number, also a negative one', () => {
    expect(csvText([[-5, 0]])).toBe('-5,0\r\n');
  });
});
