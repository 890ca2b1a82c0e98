import type { Check } from '../contracts';
import { coreTablesCheck } from './coreTables';
import { freshnessCheck } from './freshness';
import { rowCountsCheck } from './rowsAgainstBaseline';
import { schemaFingerprintCheck } from './schemaFingerprint';
import { structureChecks } from './structure';
import { tableListCheck } from './tableList';
import { trailerCheck } from './trailer';
import { viewsUsableCheck } from './viewsUsable';

export { countRows } from './rowCounts';
export { schemaFingerprint } from './schemaFingerprint';

/**
 * The questions every drill asks, in their order: first whether the dump is
 * whole and the right one, then what is in it.
 * @public
 */
export const builtinChecks: readonly Check[] = [
  trailerCheck,
  tableListCheck,
  coreTablesCheck,
  schemaFingerprintCheck,
  ...structureChecks,
  viewsUsableCheck,
  rowCountsCheck,
  freshnessCheck,
];
