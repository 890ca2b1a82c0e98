import type { Knex } from 'knex';
import { toInstant } from '../time';
import { artifactColumns, copyColumns } from './artifactRow';
import { RECENT, type CopyKey, type ObservedArtifact } from './CopyFacts';

/** Rows written by one statement; SQLite allows 32,766 values in one. */
const BATCH = 500;

/** What a look at a copy found. */
export interface Look {
  /** Everything that lies there now. */
  artifacts: readonly ObservedArtifact[];
  /** By key: what lay there at the last good look. */
  known: ReadonlyMap<string, ObservedArtifact>;
  /** Artifacts older than this were not listed, and lie there still. */
  listedSince?: string;
  nextLookAt: Date;
}

/**
 * Records everything that lies in a copy now. Artifacts that are as they were
 * are not written again: thousands of copies are looked at all the time, and
 * nearly nothing changes between two looks.
 */
export async function recordLook(
  knex: Knex,
  key: CopyKey,
  look: Look,
  now: Date,
): Promise<void> {
  const { artifacts, known, listedSince, nextLookAt } = look;
  const seen = toInstant(now);
  const copy = copyColumns(key);
  const present = new Set(artifacts.map(artifact => artifact.key));
  const isOlder = (one: ObservedArtifact) =>
    listedSince !== undefined && one.takenAt < listedSince;
  const unseen = [...known.values()].filter(one => !present.has(one.key));
  const kept = unseen.filter(isOlder);
  const gone = unseen.filter(one => !isOlder(one));
  const changed = artifacts.filter(one => !isAsBefore(one, known.get(one.key)));
  const all = [...artifacts, ...kept].sort(newestFirst);
  const good = all.find(one => !one.hollow);

  await knex.transaction(async trx => {
    await trx('emr_copies')
      .insert({
        ...copy,
        first_observed_at: seen,
        observed_at: seen,
        look_at: toInstant(nextLookAt),
        problem: null,
        problem_code: null,
        problem_since: null,
        artifacts: all.length,
        emptied_at: null,
        recent: JSON.stringify(all.slice(0, RECENT)),
        newest_good: good ? JSON.stringify(good) : null,
      })
      .onConflict(['job_ref', 'store', 'path'])
      .merge({
        first_observed_at: trx.raw(
          'coalesce(emr_copies.first_observed_at, excluded.first_observed_at)',
        ),
        observed_at: seen,
        look_at: toInstant(nextLookAt),
        problem: null,
        problem_code: null,
        problem_since: null,
        artifacts: all.length,
        emptied_at:
          all.length > 0
            ? null
            : trx.raw(
                'case when emr_copies.artifacts > 0 then excluded.observed_at else emr_copies.emptied_at end',
              ),
        recent: JSON.stringify(all.slice(0, RECENT)),
        newest_good: good ? JSON.stringify(good) : null,
      });
    for (const one of changed) {
      const before = known.get(one.key);
      if (before && isSuccessor(one, before))
        await putAside(trx, copy, before, seen);
    }
    for (const batch of batches(changed))
      await trx('emr_artifacts')
        .insert(
          batch.map(artifact => ({
            ...copy,
            ...artifactColumns(artifact),
            first_seen_at: seen,
            last_seen_at: seen,
            gone_at: null,
          })),
        )
        .onConflict(['job_ref', 'store', 'path', 'key'])
        .merge([
          ...Object.keys(artifactColumns(batch[0])),
          'last_seen_at',
          'gone_at',
        ]);
    for (const batch of batches(gone))
      await trx('emr_artifacts')
        .where(copy)
        .whereIn(
          'key',
          batch.map(one => one.key),
        )
        .update({ gone_at: seen });
  });
}

/** Records that looking failed. What was seen before stays. */
export async function recordFailedLook(
  knex: Knex,
  key: CopyKey,
  failure: { problem: string; code: string; nextLookAt: Date },
  now: Date,
): Promise<void> {
  const seen = toInstant(now);
  await knex('emr_copies')
    .insert({
      ...copyColumns(key),
      first_observed_at: null,
      observed_at: seen,
      look_at: toInstant(failure.nextLookAt),
      problem: failure.problem,
      problem_code: failure.code,
      problem_since: seen,
      artifacts: 0,
    })
    .onConflict(['job_ref', 'store', 'path'])
    .merge({
      observed_at: seen,
      look_at: toInstant(failure.nextLookAt),
      problem: failure.problem,
      problem_code: failure.code,
      problem_since: knex.raw(
        'coalesce(emr_copies.problem_since, excluded.problem_since)',
      ),
    });
}

/**
 * A file that is written over again and again, such as `latest.sql.gz`, is a
 * new backup each time. One that was still being written is the same one.
 */
function isSuccessor(one: ObservedArtifact, before: ObservedArtifact) {
  return before.fingerprint !== '' && one.takenAt > before.takenAt;
}

/** Keeps the one before in the history, under a key of its own. */
async function putAside(
  trx: Knex.Transaction,
  copy: ReturnType<typeof copyColumns>,
  before: ObservedArtifact,
  seen: string,
): Promise<void> {
  const key = `${before.key}@${before.takenAt}`;
  await trx('emr_artifacts')
    .where({ ...copy, key })
    .delete();
  await trx('emr_artifacts')
    .where({ ...copy, key: before.key })
    .update({ key, gone_at: seen });
}

function isAsBefore(
  one: ObservedArtifact,
  before: ObservedArtifact | undefined,
): boolean {
  return (
    before !== undefined &&
    one.fingerprint === before.fingerprint &&
    one.takenAt === before.takenAt &&
    one.bytes === before.bytes &&
    one.files === before.files &&
    one.hollow === before.hollow &&
    one.shrunk === before.shrunk &&
    one.digests.join() === before.digests.join()
  );
}

function newestFirst(one: ObservedArtifact, other: ObservedArtifact) {
  return compare(other.takenAt, one.takenAt) || compare(one.name, other.name);
}

function compare(one: string, other: string) {
  return one < other ? -1 : Number(one > other);
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += BATCH)
    yield items.slice(start, start + BATCH);
}
