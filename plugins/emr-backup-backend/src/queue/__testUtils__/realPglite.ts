import type * as Pglite from '@electric-sql/pglite';

/**
 * PGlite loads its WebAssembly with dynamic imports, which jest's module
 * sandbox refuses. Tests therefore load the real package outside the sandbox.
 */
const { createRequire } = process.getBuiltinModule('node:module');

export const { PGlite } = createRequire(__filename)(
  '@electric-sql/pglite',
) as typeof Pglite;
