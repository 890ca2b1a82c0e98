import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { faults, goodBackups } from './table';

const PAGE = path.join(__dirname, '../../../../docs/fault-suite.md');

/** The cells of every table row of a page. */
async function rowsOfPage(): Promise<string[][]> {
  const page = await readFile(PAGE, 'utf8');
  return page
    .split('\n')
    .filter(line => /^\| `/.test(line))
    .map(line =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map(cell => cell.trim().replace(/\\(.)/g, '$1')),
    );
}

describe('The table of the fault suite', () => {
  it('is the one the documentation shows', async () => {
    const expected = [
      ...faults.map(({ id, title, engine, outcome, reason }) => [
        `\`${id}\``,
        title,
        engine,
        outcome,
        `\`${reason}\``,
      ]),
      ...goodBackups.map(({ id, title, engine, format }) => [
        `\`${id}\``,
        title,
        engine,
        `\`${format}\``,
      ]),
    ];
    expect(await rowsOfPage()).toEqual(expected);
  });

  it('holds at least 35 faults and 12 good backups over both engines, each named once', () => {
    const ids = [...faults, ...goodBackups].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const engine of ['mariadb', 'postgres'])
      for (const rows of [faults, goodBackups])
        expect(
          rows.filter(row => row.engine === engine).length,
        ).toBeGreaterThan(5);
    expect(faults.length).toBeGreaterThanOrEqual(35);
    expect(goodBackups.length).toBeGreaterThanOrEqual(12);
  });
});
