// Not a moduleNameMapper: projects of one repository share jest's resolver, so
// that a mapping of one package is lost when another package's tests ran first.
jest.mock('@electric-sql/pglite', () =>
  jest.requireActual('./queue/__testUtils__/realPglite'),
);
