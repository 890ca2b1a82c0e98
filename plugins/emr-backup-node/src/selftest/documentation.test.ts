import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { selfTestFaults } from './selfTestFaults';

const PAGE = path.join(__dirname, '../../../../docs/self-test.md');

describe('The page on the self-test', () => {
  it('has a row for every fault, with the reasons that count as caught', async () => {
    const page = await readFile(PAGE, 'utf8');
    const rows = page
      .split('\n')
      .filter(line => /^\| `/.test(line))
      .map(line =>
        line
          .split('|')
          .slice(1, -1)
          .map(cell => cell.trim()),
      );
    expect(rows).toEqual(
      selfTestFaults.map(({ id, title, expected }) => [
        `\`${id}\``,
        title,
        expected.map(code => `\`${code}\``).join(', '),
      ]),
    );
  });
});
