import picomatch from 'picomatch';
import type { CheckResult } from '@emr-backup/plugin-emr-backup-common';
import type { Check, CheckContext, Profile } from '../contracts';
import { Answers } from './answer';
import { conditionSql } from './conditions';
import { asNumber } from './rowCounts';
import { columnOf, RestoredTables } from './RestoredTables';
import { counted } from './wording';

const check = {
  id: 'document-keys',
  title: 'Keys to read the documents present',
};
const answers = new Answers(check);

/** Encrypted documents can be read again only with every half of the key: in files and in a table. */
export const documentKeysCheck: Check = {
  ...check,
  async run(context) {
    const { profile } = context;
    if (profile.documentKeys.length === 0) return [];
    const encrypted = await encryptedRows(context);
    const results: CheckResult[] = [];
    for (const rule of profile.documentKeys)
      results.push(await askRule(rule, encrypted, context));
    const order = ['fail', 'warn', 'pass', 'skip'];
    return results.sort(
      (a, b) => order.indexOf(a.status) - order.indexOf(b.status),
    )[0];
  },
};

async function askRule(
  rule: Profile['documentKeys'][number],
  encrypted: number,
  context: CheckContext,
): Promise<CheckResult> {
  const files = keyFiles(rule.files, context);
  const rows = await keyRows(rule, context);
  const there = [
    ...(files === null ? [] : [files > 0]),
    ...(rows === null ? [] : [rows > 0]),
  ];
  const finding = {
    value: there.filter(Boolean).length,
    expected: there.length,
  };
  const words = `${
    files === null ? 'key files unknown' : counted(files, 'key file')
  }, ${rows === null ? 'no key table' : counted(rows, 'key row')}`;
  if (there.every(Boolean) && there.length > 0)
    return files === null && encrypted > 0
      ? answers.skip(
          `The key rows are there; the key files lie with the documents, which were not given.`,
        )
      : answers.pass({
          ...finding,
          detail: `The keys are there: ${words}.`,
        });
  if (encrypted > 0)
    return answers.fail('document-keys-missing', {
      ...finding,
      detail: `${counted(encrypted, 'document')} ${
        encrypted === 1 ? 'lies' : 'lie'
      } encrypted, and the keys are not complete: ${words}.`,
    });
  if (!there.some(Boolean))
    return answers.pass({
      ...finding,
      expected: 0,
      detail: 'No document lies encrypted, and there are no keys to look for.',
    });
  return answers.warn({
    ...finding,
    detail: `No document lies encrypted now, but the keys are not complete (${words}); what was encrypted with them could not be read.`,
  });
}

/** Key files with content; null when no documents were given. */
function keyFiles(glob: string, { documents }: CheckContext): number | null {
  if (documents === null) return null;
  const folder = glob.split('/')[0];
  const patterns = [glob, `**/${glob}`];
  // A documents folder given by itself lacks its own name.
  if (!folder.includes('*')) patterns.push(glob.slice(folder.length + 1));
  const matches = picomatch(patterns, { dot: true });
  let found = 0;
  for (const file of documents.files())
    if (file.bytes > 0 && matches(file.path)) found += 1;
  return found;
}

/** Rows that hold a key; null when the rule names no table. */
async function keyRows(
  rule: Profile['documentKeys'][number],
  context: CheckContext,
): Promise<number | null> {
  if (rule.table === undefined) return null;
  const table = RestoredTables.of(context).find(rule.table);
  if (!table) return 0;
  const { server, signal } = context;
  const [row] = await server.query(
    `SELECT COUNT(*) AS found FROM ${server.quoteTable(
      table,
    )} WHERE ${conditionSql(rule.where, table)}`,
    { database: table.database, signal },
  );
  return asNumber(row.found) ?? 0;
}

/** Document rows that say their file lies encrypted. */
async function encryptedRows(context: CheckContext): Promise<number> {
  const { server, signal, profile } = context;
  const tables = RestoredTables.of(context);
  let encrypted = 0;
  for (const rule of profile.documents) {
    const table = tables.find(rule.table);
    const column = table && rule.encrypted && columnOf(table, rule.encrypted);
    if (!table || !column) continue;
    const flag = /^bool/i.test(column.type)
      ? server.quote(column.name)
      : `${server.quote(column.name)} <> 0`;
    const [row] = await server.query(
      `SELECT COUNT(*) AS found FROM ${server.quoteTable(
        table,
      )} WHERE ${flag} AND ${conditionSql(rule.where, table)}`,
      { database: table.database, signal },
    );
    encrypted += asNumber(row.found) ?? 0;
  }
  return encrypted;
}
