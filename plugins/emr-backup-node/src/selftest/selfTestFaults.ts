import { DateTime } from 'luxon';
import { allowedFall } from '../checks/allowedFall';
import {
  cutAtTableBoundary,
  firstShare,
  isSqlText,
  nothing,
  readAsLatin1,
  withFirstLine,
  withoutRows,
  withoutTable,
  withoutTrailer,
  withStatements,
} from './dumpDamage';
import type { DumpDamage, GoodBackup, SelfTestFault } from './types';

const NOT_TEXT = 'The dump is not SQL text, so it cannot be changed this way.';
/** Rows the fault `rows-cut` takes away. */
const LOST_SHARE = 0.3;
const NOT_MYSQL = 'Made from mysqldump text only.';

const inText =
  (damage: (good: GoodBackup) => DumpDamage) => (good: GoodBackup) =>
    isSqlText(good.kind) ? good.repack(damage(good)) : NOT_TEXT;

const inMysqldump =
  (damage: (good: GoodBackup) => DumpDamage | string) => (good: GoodBackup) => {
    if (good.kind !== 'mysqldump') return NOT_MYSQL;
    const made = damage(good);
    return typeof made === 'string' ? made : good.repack(made);
  };

const filledCore = ({ profile, report }: GoodBackup) =>
  profile.core
    .map(core => core.table)
    .filter(table => (report.counts.rows[table] ?? 0) > 0);

/**
 * The ways backups go bad that a drill must catch, each made from a good one.
 * `docs/self-test.md` lists them.
 */
export const selfTestFaults: readonly SelfTestFault[] = [
  {
    id: 'empty-gzip',
    title: 'A gzip of nothing',
    expected: ['hollow'],
    make: good => good.repack({ content: nothing }),
  },
  {
    id: 'cut-upload',
    title: 'The upload broke off in the middle',
    expected: ['truncated', 'undecryptable-truncated', 'archive-damaged'],
    make: good => good.repack({ packed: firstShare(0.6) }),
  },
  {
    id: 'wrong-key',
    title: 'Encrypted with a key nobody here has',
    expected: ['undecryptable-wrong-key'],
    make: good => good.repack({ wrongKey: true }),
  },
  {
    id: 'cut-at-table-boundary',
    title: 'The dump ended between two tables',
    expected: ['trailer-missing', 'truncated'],
    make: inText(({ report }) => ({
      content: cutAtTableBoundary(Math.floor(report.counts.tables * 0.6)),
    })),
  },
  {
    id: 'trailer-missing',
    title: 'The last line is missing',
    expected: ['trailer-missing'],
    make: inText(() => ({ content: withoutTrailer })),
  },
  {
    id: 'core-table-missing',
    title: 'One core table was left out',
    // A view or trigger that needs the table stops the load itself.
    expected: ['core-table-missing', 'load-error'],
    make: inMysqldump(good => {
      const [table] = filledCore(good);
      return table
        ? { content: withoutTable(table) }
        : 'The profile names no core table.';
    }),
  },
  {
    id: 'schema-only',
    title: 'Every definition and not one row',
    expected: ['core-table-empty', 'stale-content', 'rows-shrunk'],
    make: inMysqldump(() => ({ content: withoutRows })),
  },
  {
    id: 'rows-cut',
    title: 'The largest core table lost 30 % of its rows',
    expected: ['rows-shrunk'],
    make: inMysqldump(good => {
      const { rows } = good.report.counts;
      const [table] = filledCore(good)
        .filter(name => allowedFall(good.profile, name) < LOST_SHARE)
        .sort((a, b) => rows[b] - rows[a]);
      const lost = Math.ceil((rows[table] ?? 0) * LOST_SHARE);
      if (!table || lost === 0) return 'No core table has rows to lose.';
      return {
        content: withStatements(
          'SET FOREIGN_KEY_CHECKS=0;',
          `DELETE FROM \`${table}\` LIMIT ${lost};`,
        ),
      };
    }),
  },
  {
    id: 'view-unusable',
    title: 'A view whose definer is gone',
    expected: ['view-unusable', 'views-missing'],
    make: inMysqldump(good => {
      const [table] = filledCore(good);
      return table
        ? {
            content: withStatements(
              `CREATE DEFINER=\`gone\`@\`nowhere\` SQL SECURITY DEFINER VIEW \`emr_self_test_view\` AS SELECT 1 FROM \`${table}\`;`,
            ),
          }
        : 'The profile names no core table.';
    }),
  },
  {
    id: 'mojibake',
    title: 'UTF-8 read as Latin-1 on the way',
    expected: ['encoding-damaged'],
    make: inMysqldump(({ report }) => {
      const inspected = Object.keys(report.schema?.encoding ?? {});
      return inspected.length > 0
        ? { content: readAsLatin1 }
        : 'No column has text beyond ASCII, so nothing could be damaged.';
    }),
  },
  {
    id: 'client-command',
    title: 'A line that makes the client run a program',
    expected: ['client-command-in-dump'],
    make: inText(() => ({ content: withFirstLine('\\! true') })),
  },
  {
    id: 'stale-copy',
    title: 'The same backup again, 90 days later',
    expected: ['stale-content'],
    make: ({ request, report }) => {
      if (!report.newestRecord)
        return 'The profile names no column that tells how fresh the rows are.';
      const later = DateTime.fromISO(report.asOf, { setZone: true }).plus({
        days: 90,
      });
      return {
        ...request,
        baseline: report,
        asOf: later.toISO() ?? undefined,
        freshnessAt: undefined,
      };
    },
  },
  {
    id: 'wrong-clinic',
    title: "Another clinic's backup under this clinic's name",
    expected: ['wrong-clinic'],
    make: ({ request, report }) => {
      if (Object.keys(report.schema?.identity ?? {}).length === 0)
        return 'The profile names no identifiers of the clinic, or none are filled.';
      // Another salt gives the identifiers of another clinic, as far as digests can tell.
      return {
        ...request,
        baseline: report,
        identitySalt: `${request.identitySalt ?? ''}another clinic`,
      };
    },
  },
  {
    id: 'wrong-product',
    title: 'The database of another product',
    expected: ['wrong-product'],
    make: ({ request, otherProfile }) =>
      otherProfile
        ? { ...request, profile: otherProfile.name }
        : 'There is no other profile of this engine.',
  },
  {
    id: 'documents-missing',
    title: 'Half of the documents were not copied',
    expected: ['documents-missing'],
    make: ({ request, report }) =>
      (report.documents?.found ?? 0) > 1
        ? { ...request, hideDocuments: everyOther() }
        : 'The backup brought no documents.',
  },
];

function everyOther() {
  let count = 0;
  return () => {
    count += 1;
    return count % 2 === 0;
  };
}
