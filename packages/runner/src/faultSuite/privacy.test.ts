import { inspect } from 'node:util';
import type { DrillEvent } from '@emr-backup/plugin-emr-backup-node';
import { runEmrDrill } from '../__testUtils__/emrDrillProcess';
import { GNUMED_CLINIC } from './__testUtils__/clinics/gnumed';
import { AS_OF, OSCAR_CLINIC } from './__testUtils__/clinics/oscar';
import { SourceMariaDb } from './__testUtils__/SourceMariaDb';
import { SourcePostgres } from './__testUtils__/SourcePostgres';
import { Workshop } from './__testUtils__/Workshop';

// A limit against hanging, not a promise: real servers on a busy machine.
jest.setTimeout(180_000);

const MARKER = 'Zyxwmarker';
/** The marker, and what a statement or a complaint of a server would bring along. */
const LEAKED = new RegExp(`${MARKER}|9001|INSERT INTO|Duplicate entry|Key \\(`);

/** Puts the marker before every text of every table. */
const MARK_MARIADB = `
ALTER TABLE provider MODIFY provider_no varchar(40);
ALTER TABLE document MODIFY status varchar(40);
`;
const MARK_MARIADB_COLUMNS = `SELECT CONCAT('UPDATE \`', table_name, '\` SET ',
  GROUP_CONCAT('\`', column_name, '\` = CONCAT("${MARKER}", \`', column_name, '\`)'), ';')
  FROM information_schema.columns WHERE table_schema = 'oscar' AND data_type IN ('varchar', 'mediumtext', 'text')
  AND table_name NOT LIKE 'v\\_%' GROUP BY table_name`;
const MARK_POSTGRES = `DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT table_schema s, table_name t, column_name n FROM information_schema.columns JOIN information_schema.tables
    USING (table_schema, table_name) WHERE table_schema IN ('dem', 'clin', 'blobs', 'audit') AND data_type = 'text' AND table_type = 'BASE TABLE'
  LOOP EXECUTE format('UPDATE %I.%I SET %I = ''${MARKER}'' || %I', c.s, c.t, c.n, c.n); END LOOP; END $$;`;

interface Leak {
  how: string;
  make: string;
  reason: string;
}

const MARIADB: Leak[] = [
  {
    how: 'a duplicate key',
    make: `before '^-- Dump completed' "INSERT INTO demographic (hin) VALUES ('${MARKER}9001');" $SHARED/marked.sql > backup`,
    reason: 'load-error',
  },
  {
    how: 'a syntax error in a row',
    make: `sed "s/'${MARKER}Prendre 10 /'${MARKER}' ${MARKER} '/" $SHARED/marked.sql > backup`,
    reason: 'load-error',
  },
  {
    how: 'a row that was cut',
    make: `head -c $(($(grep -b -m1 'Note 100:' $SHARED/marked.sql | cut -d: -f1) + 40)) $SHARED/marked.sql > backup`,
    reason: 'truncated',
  },
  {
    how: 'a wrong character set',
    make: `sed 's/SET NAMES utf8mb4/SET NAMES latin1/' $SHARED/marked.sql > backup`,
    reason: 'encoding-damaged',
  },
  {
    how: 'a client command that quotes a row',
    make: `before '^-- Dump completed' 'system echo ${MARKER}' $SHARED/marked.sql > backup`,
    reason: 'client-command-in-dump',
  },
];

const POSTGRES: Leak[] = [
  {
    how: 'a duplicate key',
    make: `awk '{print} /^COPY dem.staff/{getline; print; print}' $SHARED/marked.sql > backup`,
    reason: 'load-error',
  },
  {
    how: 'a value that does not fit',
    make: `sed '/^COPY dem.staff/{n;s/^1/${MARKER}/}' $SHARED/marked.sql > backup`,
    reason: 'load-error',
  },
  {
    how: 'a row that was cut',
    make: `head -c $(($(grep -b -m1 '^COPY clin.clin_narrative' $SHARED/marked.sql | cut -d: -f1) + 3000)) $SHARED/marked.sql > backup`,
    reason: 'truncated',
  },
  {
    how: 'rows that lost their COPY',
    make: `sed 's/^COPY dem.names.*/-- gone/' $SHARED/marked.sql > backup`,
    reason: 'load-error',
  },
  {
    how: 'a wrong character set',
    make: `sed "s/client_encoding = 'UTF8'/client_encoding = 'LATIN1'/" $SHARED/marked.sql > backup`,
    reason: 'encoding-damaged',
  },
];

describe.each([
  {
    engine: 'MariaDB',
    profile: 'oscar',
    leaks: MARIADB,
    start: () => SourceMariaDb.start(),
    async mark(workshop: Workshop) {
      await workshop.sh('sql -e "CREATE DATABASE oscar CHARACTER SET utf8mb4"');
      await workshop.feed('sql oscar', OSCAR_CLINIC);
      await workshop.feed('sql oscar', MARK_MARIADB);
      await workshop.feed('answer oscar', MARK_MARIADB_COLUMNS);
      await workshop.sh(
        '{ echo "SET foreign_key_checks=0;"; cat answer; } | sql oscar; dump oscar > marked.sql',
      );
    },
  },
  {
    engine: 'PostgreSQL',
    profile: 'gnumed',
    leaks: POSTGRES,
    start: () => SourcePostgres.start(),
    async mark(workshop: Workshop) {
      await workshop.sh('createdb gnumed');
      await workshop.feed('psql -Xq gnumed', GNUMED_CLINIC);
      await workshop.feed('psql -Xq gnumed', MARK_POSTGRES);
      await workshop.sh('pg_dump gnumed > marked.sql');
    },
  },
])('Privacy of a failing $engine dump', ({ profile, leaks, start, mark }) => {
  let source: SourceMariaDb | SourcePostgres;
  let workshop: Workshop;
  beforeAll(async () => {
    source = await start();
    workshop = await Workshop.create(source.environment);
    await mark(workshop);
    // The marker is in the dump: else nothing below could fail.
    await workshop.sh(`[ $(grep -o ${MARKER} marked.sql | wc -l) -gt 200 ]`);
  });
  afterAll(async () => {
    await source?.stop();
    await workshop?.remove();
  });

  it.each(leaks)(
    'shows no value after $how: report, events, output, work directory',
    async ({ how, make, reason }) => {
      const row = {
        id: how.replaceAll(' ', '-'),
        engine: 'mariadb' as const,
        title: how,
        make,
        drill: `./backup --profile ${profile}`,
      };
      await workshop.make(row);
      const events: DrillEvent[] = [];
      const report = await workshop.drill(row, {
        onEvent: event => events.push(event),
      });
      expect(report).toMatchObject({
        outcome: 'failed',
        reason: { code: reason },
      });
      expect(inspect([report, events], { depth: 20 })).not.toContain(MARKER);
      const log = events.flatMap(event =>
        event.type === 'log' ? [event.line] : [],
      );
      expect(log.at(-1)).toMatchObject({
        code: 'verdict-failed',
        values: { reason },
      });
      expect(JSON.stringify(log)).not.toMatch(LEAKED);

      const backup = workshop.inRoom(row.id, 'backup');
      for (const words of [['--json'], [], ['--verbose']]) {
        const run = await runEmrDrill([
          backup,
          ...['--profile', profile, '--as-of', AS_OF],
          ...['--work-dir', workshop.scratch],
          ...words,
        ]);
        expect(run.code).toBe(1);
        expect(run.stdout).not.toBe('');
        expect(run.stdout + run.stderr).not.toContain(MARKER);
      }
      expect(await workshop.leftovers()).toEqual([]);
    },
  );
});
