// Stands for mysql2 in the bundle of emr-drill: loading it takes as long as the
// rest of judging a hollow backup, which needs no database.
Object.defineProperty(exports, 'createConnection', {
  enumerable: true,
  // eslint-disable-next-line @backstage/no-relative-monorepo-imports -- by its own name it would find this file
  get: () => require('../../../node_modules/mysql2').createConnection,
});
