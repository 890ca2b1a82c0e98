/** What a spreadsheet may take for the start of a formula, also after white space it drops. */
const FORMULA = /^[\t\r\n ]*[=+\-@]|^[\t\r]/;

export type CsvCell = string | number | null | undefined;

/**
 * RFC 4180 text of rows. A text that a spreadsheet would run as a formula gets
 * an apostrophe in front: clinics and vendors are named by many hands.
 */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.map(row => `${row.map(cellText).join(',')}\r\n`).join('');

function cellText(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
