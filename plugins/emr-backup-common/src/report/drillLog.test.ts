import { drillLogEntry, drillLogEntrySchema } from './drillLog';

describe('a line of a drill’s log', () => {
  it('says its values in one English sentence', () => {
    const line = drillLogEntry(
      'fetched',
      { files: 12_345, bytes: 12_340_000, seconds: 1.234 },
      'fetch',
    );
    expect(line).toMatchObject({
      level: 'info',
      phase: 'fetch',
      message: 'Files read from the store: 12,345, 12.3 MB in 1.2 s.',
    });
    expect(drillLogEntrySchema.parse(line)).toEqual(line);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [2_700_000_000, '2.7 GB'],
    [3e18, '3000000 TB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(drillLogEntry('chosen-newest', { name: 'a', bytes }).message).toBe(
      `Chose the newest one: a, ${text}.`,
    );
  });

  it.each([
    [0.034, '0.03 s'],
    [41.26, '41.3 s'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(drillLogEntry('wiped', { seconds }).message).toContain(text);
  });

  it('keeps a name on one line and short, whatever it holds', () => {
    const name = `night\n2026-11-22 ERROR\u001b[31m\u202e${'x'.repeat(2000)}`;
    const { message, values } = drillLogEntry('loading', { name, kind: 'k' });
    expect(message).toMatch(
      /^Loading night 2026-11-22 ERROR \[31m x+… \(k\)\.$/,
    );
    expect(String(values.name)).toHaveLength(300);
  });

  it('leaves braces in a name as they are', () => {
    expect(
      drillLogEntry('loading', { name: '{{kind}}$&', kind: 'k' }).message,
    ).toBe('Loading {{kind}}$& (k).');
  });
});
