import { DumpHeader, majorOf } from './DumpHeader';

function read(...lines: string[]): DumpHeader {
  const header = new DumpHeader();
  lines.forEach(line => header.comment(line));
  return header;
}

describe('what the comments of a dump tell', () => {
  it('is finished when the last line of pg_dump is there and nothing follows', () => {
    const begun = '-- PostgreSQL database dump';
    const done = '-- PostgreSQL database dump complete';
    expect(read(begun).trailer).toBe(false);
    expect(read(begun, done).trailer).toBe(true);
    expect(read(begun, done, begun).trailer).toBe(false);
    const continued = read(begun, done);
    continued.content();
    expect(continued.trailer).toBe(false);
  });

  it('is finished only by the last line of pg_dumpall, however many databases ended before', () => {
    const all = [
      '-- PostgreSQL database cluster dump',
      '-- PostgreSQL database dump',
      '-- PostgreSQL database dump complete',
    ];
    expect(read(...all).trailer).toBe(false);
    expect(
      read(...all, '-- PostgreSQL database cluster dump complete').trailer,
    ).toBe(true);
  });

  it('knows no end of a script that pg_dump did not write', () => {
    expect(read('-- by hand').trailer).toBeNull();
  });

  it('takes versions, and a time only with a zone that means one thing', () => {
    const header = read(
      '-- Dumped from database version 9.6.24',
      '-- Dumped by pg_dump version 16.4 (Debian 16.4-1.pgdg120+1)',
      '-- Started on 2026-11-20 01:00:00 CST',
    );
    expect(header).toMatchObject({
      serverVersion: '9.6.24',
      dumpVersion: '16.4',
      takenAt: undefined,
    });
    expect(read('-- Started on 2026-11-20 01:00:00 UTC').takenAt).toBe(
      '2026-11-20T01:00:00.000Z',
    );
    expect(read('-- Started on 2026-11-20 01:00:00 -0330').takenAt).toBe(
      '2026-11-20T04:30:00.000Z',
    );
    expect(['9.6.24', '16.4', '18beta1'].map(majorOf)).toEqual([9, 16, 18]);
  });
});
