import { readOnlyStatement } from './readOnlyStatement';

describe('readOnlyStatement', () => {
  it.each([
    'SELECT COUNT(*) FROM demographic',
    '  select 1 ; ',
    '(SELECT 1) UNION (SELECT 2)',
    'WITH recent AS (SELECT 1 AS one) SELECT one FROM recent',
    "SELECT COUNT(*) FROM t WHERE note LIKE '%; DROP TABLE t; --%'",
    "SELECT REPLACE(name, 'a', 'b'), INSERT(name, 1, 1, 'x') FROM t",
    'SELECT update_date, `delete` FROM t -- why not; really',
    'SELECT /* count; all */ COUNT(*) FROM t',
  ])('lets %s pass', sql => {
    expect(readOnlyStatement(sql)).toBe(sql.trim().replace(/;\s*$/, ''));
  });

  it.each([
    ['DELETE FROM demographic', /not a SELECT/],
    ['', /not a SELECT/],
    ['SELECT 1; DROP TABLE demographic', /more than one statement/],
    ["SELECT note INTO OUTFILE '/tmp/x' FROM t", /INTO/],
    ['WITH gone AS (DELETE FROM t RETURNING 1) SELECT * FROM gone', /DELETE/],
    ['SELECT /*! SLEEP(10) */ 1', /executable comment/],
    ['SELECT /*M!100100 1 */ 1', /executable comment/],
    ['SELECT SLEEP(10)', /SLEEP/],
    ["SELECT LOAD_FILE('/etc/passwd')", /LOAD_FILE/],
    ["SELECT pg_read_file('/etc/passwd')", /PG_READ_FILE/i],
  ])('refuses %s', (sql, reason) => {
    expect(() => readOnlyStatement(sql)).toThrow(reason);
  });
});
