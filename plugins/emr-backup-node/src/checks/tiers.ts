import type {
  CheckResult,
  RestoreTier,
} from '@emr-backup/plugin-emr-backup-common';
import type { Check, CheckContext, Profile } from '../contracts';
import { Answers } from './answer';
import { RestoredTables } from './RestoredTables';

/** What the tier `quick` can answer from the rows of the core tables. Any other check needs more of the copy. */
const ASKED_QUICKLY = new Set([
  'trailer',
  'table-list',
  'core-tables',
  'schema-fingerprint',
  'row-counts',
  'newest-record',
  'text-encoding',
  'canaries',
  'documents',
  'document-keys',
  'clinic-identity',
]);

/** What the tier `data` leaves out of the copy. */
const NOT_DATA = new Set(['constraints', 'indexes']);

type Narrowed = {
  context: CheckContext;
  /** Checks that lost something to look at, by how much is left. */
  lost: ReadonlyMap<string, 'some' | 'all'>;
};

/**
 * Asks a check as far as the drill's tier can answer. What it cannot answer is
 * a `skip` that says why, never a pass and never a finding against the backup.
 */
export async function askInTier(
  check: Check,
  context: CheckContext,
): Promise<CheckResult[]> {
  switch (context.tier) {
    case 'full':
      return ask(check, context);
    case 'data':
      return NOT_DATA.has(check.id)
        ? [
            new Answers(check).skip(
              'A drill of the tier data restores all rows without secondary indexes and foreign keys, so they were not judged.',
            ),
          ]
        : ask(check, context);
    default:
      return askQuickly(check, context);
  }
}

async function ask(
  check: Check,
  context: CheckContext,
): Promise<CheckResult[]> {
  const result = await check.run(context);
  return Array.isArray(result) ? result : [result];
}

async function askQuickly(
  check: Check,
  whole: CheckContext,
): Promise<CheckResult[]> {
  const skip = new Answers(check).skip(
    'A drill of the tier quick restores the rows of the core tables alone, and this needs more than those.',
  );
  const { context, lost } = toCoreTables(whole);
  if (check.id === 'custom')
    return whole.profile.checks.length > 0 ? [skip] : [];
  if (!ASKED_QUICKLY.has(check.id) || lost.get(check.id) === 'all')
    return [skip];
  const results = await ask(check, context);
  // The newest row, or a key, may lie in a table that was left out: no finding against the backup.
  return lost.get(check.id) === 'some' && check.id !== 'text-encoding'
    ? results.map(result => (result.status === 'fail' ? skip : result))
    : results;
}

/** The context with what the profile and the job say of tables that were not loaded left out. */
function toCoreTables(context: CheckContext): Narrowed {
  const tables = RestoredTables.of(context);
  const core = new Set(
    context.profile.core.flatMap(({ table }) => tables.all(table)),
  );
  const lost = new Map<string, 'some' | 'all'>();
  const keep = <T extends { table?: string }>(
    id: string,
    subjects: readonly T[],
  ): T[] => {
    const kept = subjects.filter(
      ({ table }) =>
        table === undefined || tables.all(table).every(one => core.has(one)),
    );
    if (kept.length < subjects.length)
      lost.set(id, kept.length === 0 ? 'all' : 'some');
    return kept;
  };
  const { profile } = context;
  const narrowed: Profile = {
    ...profile,
    freshness: keep('newest-record', profile.freshness),
    encoding: keep('text-encoding', profile.encoding),
    documents: keep('documents', profile.documents),
    documentKeys: keep('document-keys', profile.documentKeys),
    identity: keep('clinic-identity', profile.identity),
    checks: [],
  };
  return {
    lost,
    context: {
      ...context,
      profile: narrowed,
      canaries: keep('canaries', context.canaries),
    },
  };
}

/** Counts that say something: the tables a quick drill left empty have no count. */
export function countsOfTier(
  tier: RestoreTier,
  counts: ReadonlyMap<string, number>,
  copy: Pick<CheckContext, 'schema' | 'profile'>,
): ReadonlyMap<string, number> {
  if (tier !== 'quick') return counts;
  const tables = new RestoredTables(copy.schema);
  const core = new Set(
    copy.profile.core.flatMap(({ table }) =>
      tables.all(table).map(one => tables.key(one)),
    ),
  );
  return new Map([...counts].filter(([name]) => core.has(name)));
}
