import { statementKind } from './StatementKind';

const actionOf = (sql: string) => statementKind(Buffer.from(sql)).action;

describe('what is done with a statement', () => {
  it.each([
    ['CREATE TABLE a.b (c text);', 'run'],
    ["COMMENT ON TABLE a IS 'GRANT ALL; OWNER TO x;';", 'run'],
    ['COPY a.b (c) FROM stdin;', 'rows'],
    ['COPY a."FROM" ("TO") FROM stdin WITH (FORMAT csv);', 'rows'],
    ['COPY a TO stdout;', 'run'],
    ["COPY a FROM PROGRAM 'id';", 'refused'],
    ["copy a to program 'id';", 'refused'],
    ["COPY a FROM '/etc/passwd';", 'refused'],
    ["COPY (SELECT 'x FROM stdin') TO '/tmp/x';", 'refused'],
    ["COPY/**/a/**/FROM/**/PROGRAM 'id -- FROM stdin';", 'refused'],
    ['COPY a FROM $$/etc/passwd$$;', 'refused'],
    ["ALTER SYSTEM SET archive_command = 'id';", 'refused'],
    ["LOAD '/tmp/evil.so';", 'refused'],
    ['ALTER TABLE a.b OWNER TO "we ird";', 'ownership'],
    ['ALTER FUNCTION a(text) OWNER TO b;', 'ownership'],
    ['GRANT ALL ON TABLE a TO PUBLIC;', 'ownership'],
    ['SET SESSION AUTHORIZATION DEFAULT;', 'ownership'],
    ["ALTER ROLE postgres WITH SUPERUSER PASSWORD 'x';", 'ownership'],
    ['CREATE ROLE "gm-dbo";', 'role'],
    ['CREATE USER MAPPING FOR a SERVER b;', 'placement'],
    ["SET default_tablespace = '';", 'placement'],
    ["CREATE TABLESPACE t LOCATION '/srv/t';", 'placement'],
    ['CREATE DATABASE gnumed WITH TEMPLATE = template0;', 'database'],
    ['DROP DATABASE gnumed;', 'absent'],
    ['CREATE OR REPLACE PROCEDURAL LANGUAGE plpgsql;', 'absent'],
    ['CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;', 'extension'],
    [
      'CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f();',
      'event-trigger',
    ],
  ])('%s', (sql, action) => {
    expect(actionOf(sql)).toBe(action);
  });

  it('labels a statement with fixed words only, for a damaged dump may hold a patient there', () => {
    const label = (sql: string) => statementKind(Buffer.from(sql)).label;
    expect(label('CREATE UNIQUE INDEX smith ON jones (x);')).toBe(
      'CREATE UNIQUE INDEX',
    );
    expect(label('Jane Smith\t1980-01-01;')).toBe('SQL');
    expect(label('update smith set x = 1;')).toBe('UPDATE');
  });
});
