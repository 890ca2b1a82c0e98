// Stands for pg in the bundle of emr-drill, as mysql2.cjs does for mysql2.
for (const name of ['Client', 'escapeIdentifier', 'escapeLiteral'])
  Object.defineProperty(exports, name, {
    enumerable: true,
    // eslint-disable-next-line @backstage/no-relative-monorepo-imports -- by its own name it would find this file
    get: () => require('../../../node_modules/pg/lib/index.js')[name],
  });
