import type { Check } from '../contracts';
import { canariesCheck } from './canaries';
import { coreTablesCheck } from './coreTables';
import { customSqlChecks } from './customSql';
import { documentKeysCheck } from './documentKeys';
import { documentsCheck } from './documents';
import { encodingCheck } from './encoding';
import { freshnessCheck } from './freshness';
import { identityCheck } from './identity';
import { rowCountsCheck } from './rowsAgainstBaseline';
import { schemaFingerprintCheck } from './schemaFingerprint';
import { structureChecks } from './structure';
import { tableIntegrityCheck } from './tableIntegrity';
import { tableListCheck } from './tableList';
import { trailerCheck } from './trailer';
import { viewsUsableCheck } from './viewsUsable';

export { countRows } from './rowCounts';
export { askInTier, countsOfTier } from './tiers';
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
  tableIntegrityCheck,
  rowCountsCheck,
  freshnessCheck,
  encodingCheck,
  canariesCheck,
  documentsCheck,
  documentKeysCheck,
  identityCheck,
  customSqlChecks,
];
