import type { RestoredTable } from '../contracts';
import { columnOf } from './RestoredTables';

const LEADING_NAME = /^[\s(]*[`"]?([A-Za-z_][\w$]*)[`"]?/;

/**
 * The profile's conditions on a table as one SQL expression, always in
 * brackets. A condition whose column this version of the product lacks is left
 * out: products gain columns, and the rule about a column that is not there
 * holds for no row.
 */
export function conditionSql(
  condition: string | readonly string[] | undefined,
  table: RestoredTable,
): string {
  const all = typeof condition === 'string' ? [condition] : condition ?? [];
  const usable = all.filter(one => {
    const name = LEADING_NAME.exec(one)?.[1];
    return (
      name === undefined ||
      all.length === 1 ||
      columnOf(table, name) !== undefined
    );
  });
  return usable.length === 0
    ? '1 = 1'
    : usable.map(one => `(${one})`).join(' AND ');
}
