/** Schemas of the server itself. What a dump says about them stays out: ours has its own accounts. */
export const SYSTEM_SCHEMAS = new Set([
  'mysql',
  'sys',
  'information_schema',
  'performance_schema',
]);
