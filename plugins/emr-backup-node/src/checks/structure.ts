import type {
  CheckResult,
  FailedReason,
} from '@emr-backup/plugin-emr-backup-common';
import type { Check, CheckContext, LoadResult } from '../contracts';
import { Answers } from './answer';
import { schemaFingerprint } from './schemaFingerprint';
import { counted } from './wording';

/**
 * A baseline count may be undercut by this share when the tables themselves
 * changed too: an upgrade drops the odd index. Higher hides a dump that was cut
 * before its foreign keys; lower calls every upgrade a bad backup.
 */
const UPGRADE_SHARE = 0.1;

interface Structure {
  id: string;
  title: string;
  reason: FailedReason;
  singular: string;
  plural: string;
  restored(schema: CheckContext['schema']): number;
  announced(announced: NonNullable<LoadResult['announced']>): number;
  earlier(
    schema: NonNullable<NonNullable<CheckContext['baseline']>['schema']>,
  ): number;
}

const STRUCTURES: readonly Structure[] = [
  {
    id: 'constraints',
    title: 'Keys and constraints present',
    reason: 'constraints-missing',
    singular: 'key or constraint',
    plural: 'keys and constraints',
    restored: schema => schema.constraints,
    announced: announced => announced.constraints ?? 0,
    earlier: schema => schema.constraints,
  },
  {
    id: 'indexes',
    title: 'Indexes present',
    reason: 'indexes-missing',
    singular: 'index',
    plural: 'indexes',
    restored: schema => schema.indexes,
    announced: announced => announced.indexes ?? 0,
    earlier: schema => schema.indexes,
  },
  {
    id: 'routines',
    title: 'Routines present',
    reason: 'routines-missing',
    singular: 'routine',
    plural: 'routines',
    restored: schema => schema.routines,
    announced: announced => announced.routines ?? 0,
    earlier: schema => schema.routines,
  },
  {
    id: 'triggers',
    title: 'Triggers present',
    reason: 'triggers-missing',
    singular: 'trigger',
    plural: 'triggers',
    restored: schema => schema.triggers,
    announced: announced => announced.triggers ?? 0,
    earlier: schema => schema.triggers,
  },
  {
    id: 'views',
    title: 'Views present',
    reason: 'views-missing',
    singular: 'view',
    plural: 'views',
    restored: schema => schema.views.length,
    announced: announced => announced.views?.length ?? 0,
    earlier: schema => schema.views,
  },
];

/** Counts of keys, indexes, routines, triggers and views against what the dump announced and what the last passed drill found. */
export const structureChecks: readonly Check[] = STRUCTURES.map(structure => ({
  id: structure.id,
  title: structure.title,
  run: async context => compare(structure, context),
}));

/** A chain may hold one dump twice; only the last announcement of the same tables counts. */
function lastAnnouncements(loads: readonly LoadResult[]) {
  const known = new Set<string>();
  return [...loads].reverse().flatMap(({ announced }) => {
    if (!announced) return [];
    const repeated =
      announced.tables.length > 0 &&
      announced.tables.every(name => known.has(name));
    announced.tables.forEach(name => known.add(name));
    return repeated ? [] : [announced];
  });
}

function compare(structure: Structure, context: CheckContext): CheckResult {
  const answers = new Answers(structure);
  const { singular, plural } = structure;
  const value = structure.restored(context.schema);
  const announcements = lastAnnouncements(context.loads);
  const promised = announcements.reduce(
    (sum, announced) => sum + structure.announced(announced),
    0,
  );
  if (value < promised)
    return answers.fail(structure.reason, {
      value,
      expected: promised,
      detail: `The dump announced ${counted(
        promised,
        singular,
        plural,
      )}, and ${value} came back.`,
    });
  const before = context.baseline?.schema ?? null;
  if (before && value < structure.earlier(before)) {
    const expected = structure.earlier(before);
    const upgraded = schemaFingerprint(context.schema) !== before.fingerprint;
    const finding = {
      value,
      expected,
      detail: `The last passed drill found ${counted(
        expected,
        singular,
        plural,
      )}, and ${value} came back.`,
    };
    return upgraded && value > 0 && value >= expected * (1 - UPGRADE_SHARE)
      ? answers.warn(finding)
      : answers.fail(structure.reason, finding);
  }
  if (!before && announcements.length === 0)
    return answers.skip(
      `${counted(
        value,
        singular,
        plural,
      )} came back; nothing says how many there were, and there is no passed drill yet to compare with.`,
      { value },
    );
  const expected = before ? structure.earlier(before) : promised;
  return answers.pass({
    value,
    expected,
    detail: before
      ? `${counted(
          value,
          singular,
          plural,
        )} came back, none fewer than last time.`
      : `${counted(
          value,
          singular,
          plural,
        )} came back, none fewer than the dump announced.`,
  });
}
