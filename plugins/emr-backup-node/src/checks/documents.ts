import { DateTime } from 'luxon';
import type { CheckResult } from '@emr-backup/plugin-emr-backup-common';
import type { Check, CheckContext, DocumentIndex } from '../contracts';
import { Answers } from './answer';
import { documentRows } from './documentRows';
import { DocumentTally, type DocumentCounts } from './DocumentTally';
import { columnOf, RestoredTables } from './RestoredTables';
import { zoneOf } from './wallClock';
import { counted, span } from './wording';

const check = {
  id: 'documents',
  title: 'Documents match the database',
};
const answers = new Answers(check);

/** Every row that names a file has it, with content, and unaltered where the EMR stores a hash. */
export const documentsCheck: Check = {
  ...check,
  async run(context) {
    const { profile, documents } = context;
    if (profile.documents.length === 0)
      return answers.skip(
        `The profile ${profile.name} names no table whose rows name files.`,
      );
    if (documents === null)
      return answers.skip(
        'The artifact holds no documents and none were given, so nothing is known about them.',
      );
    const { counts, behindMillis } = await reconcile(context, documents);
    context.measured.documents = {
      referenced: counts.referenced,
      found: counts.found,
      missing: counts.missing,
      empty: counts.empty,
      altered: counts.altered,
      hashed: counts.hashed,
      orphans: counts.orphans,
    };
    return judge(counts, behindMillis / 1000, context);
  },
};

async function reconcile(context: CheckContext, documents: DocumentIndex) {
  const tables = RestoredTables.of(context);
  const clock = {
    zone: zoneOf(context.timezone),
    now: DateTime.fromISO(context.drillTime).toMillis(),
  };
  const counts: DocumentCounts = {
    referenced: 0,
    found: 0,
    missing: 0,
    empty: 0,
    altered: 0,
    hashed: 0,
    encrypted: 0,
    orphans: 0,
  };
  let behindMillis = 0;
  for (const rule of context.profile.documents)
    for (const table of tables.all(rule.table)) {
      if (!columnOf(table, rule.file)) continue;
      const tally = new DocumentTally(rule, documents, clock);
      for await (const row of documentRows(context, rule, table))
        tally.add(row);
      const result = tally.result();
      for (const key of Object.keys(counts) as (keyof DocumentCounts)[])
        counts[key] += result[key];
      behindMillis = Math.max(behindMillis, tally.databaseBehind() ?? 0);
    }
  return { counts, behindMillis };
}

function judge(
  counts: DocumentCounts,
  behindSeconds: number,
  context: CheckContext,
): CheckResult {
  const { referenced, missing, empty, altered, hashed, orphans, encrypted } =
    counts;
  const finding = {
    value: counts.found - empty - altered,
    expected: referenced,
  };
  const rows = `${counted(referenced, 'row')} ${
    referenced === 1 ? 'names' : 'name'
  } a file`;
  if (missing > 0)
    return answers.fail('documents-missing', {
      ...finding,
      detail: `${counted(missing, 'document')} named in the database ${
        missing === 1 ? 'is' : 'are'
      } not in the backup (${rows}).`,
    });
  if (altered > 0)
    return answers.fail('documents-altered', {
      ...finding,
      detail: `${counted(
        altered,
        'document',
      )} of ${hashed} with a stored hash ${
        altered === 1 ? 'does' : 'do'
      } not match it.`,
    });
  if (empty > 0)
    return answers.fail('documents-empty', {
      ...finding,
      detail: `${counted(empty, 'document')} named in the database ${
        empty === 1 ? 'is' : 'are'
      } 0 bytes long.`,
    });
  if (behindSeconds > context.rpoSeconds)
    return answers.fail('documents-out-of-step', {
      ...finding,
      detail: `Files no row names are ${span(
        behindSeconds,
      )} younger than the newest document row: the database is older than its documents.`,
    });
  const hashes =
    hashed > 0
      ? `, ${hashed.toLocaleString('en')} match their stored hash`
      : '';
  const sealed =
    encrypted > 0
      ? `, ${encrypted.toLocaleString(
          'en',
        )} lie encrypted and their hash cannot be compared`
      : '';
  const detail = `${rows}, and each file is there with content${hashes}${sealed}; ${counted(
    orphans,
    'file',
  )} without a row.`;
  return answers.pass({ ...finding, detail });
}
