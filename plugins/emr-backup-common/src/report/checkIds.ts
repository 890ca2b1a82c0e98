/**
 * The checks every drill brings along: what the pipeline proves on the way,
 * then what is asked of the restored copy. A site adds its own under other
 * ids; those of a second engine in one backup carry its name before a colon.
 * @public
 */
export const BUILTIN_CHECKS = [
  'not-hollow',
  'opened',
  'chain',
  'client-commands',
  'loaded',
  'trailer',
  'table-list',
  'core-tables',
  'schema-fingerprint',
  'constraints',
  'indexes',
  'routines',
  'triggers',
  'views',
  'views-usable',
  'table-integrity',
  'row-counts',
  'newest-record',
  'text-encoding',
  'canaries',
  'documents',
  'document-keys',
  'clinic-identity',
] as const;

/** One check every drill brings along. @public */
export type BuiltinCheck = (typeof BUILTIN_CHECKS)[number];
