import { DateTime } from 'luxon';
import type { CheckResult } from '@emr-backup/plugin-emr-backup-common';
import type { Check, CheckContext } from '../contracts';
import { Answers, type Finding } from './answer';
import { readFreshness, type ColumnAge } from './newestRecord';
import { OpeningHours } from './OpeningHours';
import { counted, span } from './wording';
import { zoneOf } from './wallClock';

const check = { id: 'newest-record', title: 'Newest clinical record' };
const answers = new Answers(check);

const DAY = 24 * 3600;
/**
 * How far clinical rows may end before the newest audit row. An audit row shows
 * that the copy is recent, a quiet clinic explains the gap: up to a week nothing
 * is said, up to a month it is a warning (holidays). Longer, the clinical tables
 * are older than the rest of the copy. Shorter limits page every August.
 */
const QUIET_SECONDS = 7 * DAY;
const SILENT_SECONDS = 31 * DAY;

/** The newest row somebody wrote is not older than the recovery point objective allows; future rows never count. */
export const freshnessCheck: Check = {
  ...check,
  async run(context) {
    const { profile, measured } = context;
    if (profile.freshness.length === 0)
      return answers.skip(
        `The profile ${profile.name} names no column that tells when somebody last worked with the EMR.`,
      );
    const zone = zoneOf(context.timezone);
    const drillTime = DateTime.fromISO(context.drillTime).toMillis();
    const judged = DateTime.fromISO(context.asOf).toMillis();
    const now = Math.max(drillTime, judged);
    const ages = await readFreshness(context, { now, zone });
    if (ages.length === 0)
      return answers.warn({
        value: null,
        expected: span(context.rpoSeconds),
        detail: `The copy has none of the columns by which ${profile.title} tells when somebody last worked with it, so its age is not known.`,
      });
    const newest = latest(ages);
    const expected = span(context.rpoSeconds);
    const future = ages.reduce((sum, age) => sum + age.future, 0);
    const ahead =
      future > 0
        ? ` ${counted(future, 'row')} dated after the drill ${
            future === 1 ? 'was' : 'were'
          } not counted.`
        : '';
    if (!newest)
      return answers.fail('stale-content', {
        value: null,
        expected,
        detail: `No row of ${profile.title} says when somebody last worked with it.${ahead}`,
      });
    const at = DateTime.fromMillis(newest.newest, { zone });
    measured.newestRecord = {
      at: at.toISO({ suppressMilliseconds: true }) ?? '',
      from: newest.from,
    };
    measured.dataAgeSeconds = Math.max(
      0,
      Math.floor((drillTime - newest.newest) / 1000),
    );
    const age = workingAge(newest.newest, judged, context, zone);
    const finding: Finding = {
      value: measured.newestRecord.at,
      expected,
      detail: `The newest row is from ${at.toFormat('yyyy-MM-dd HH:mm')} (${
        newest.from
      }), ${span(age.seconds)} ${
        age.words
      }; the objective allows ${expected}.${ahead}`,
    };
    if (age.seconds > context.rpoSeconds)
      return answers.fail('stale-content', finding);
    return silentClinic(ages, newest, finding) ?? plain(finding, future);
  },
};

function plain(finding: Finding, future: number): CheckResult {
  return future > 0 ? answers.warn(finding) : answers.pass(finding);
}

type Dated = ColumnAge & { newest: number };

function latest(
  ages: readonly ColumnAge[],
  kind?: ColumnAge['kind'],
): Dated | undefined {
  return ages
    .filter((age): age is Dated => age.newest !== null)
    .filter(age => kind === undefined || age.kind === kind)
    .sort((a, b) => b.newest - a.newest)[0];
}

/** Age at the judged instant; closed hours do not count when the opening hours are known. */
function workingAge(
  newest: number,
  judged: number,
  context: CheckContext,
  zone: ReturnType<typeof zoneOf>,
) {
  const whole = Math.max(0, judged - newest);
  if (context.openingHours === undefined)
    return { seconds: Math.floor(whole / 1000), words: 'old' };
  const open = OpeningHours.parse(context.openingHours).openMillis(
    newest,
    judged,
    zone,
  );
  return {
    seconds: Math.floor(open / 1000),
    words: 'of opening hours old',
  };
}

/** Only the audit log is fresh: tells a quiet clinic from clinical tables that stayed behind. */
function silentClinic(
  ages: readonly ColumnAge[],
  newest: Dated,
  finding: Finding,
): CheckResult | undefined {
  const clinical = latest(ages, 'clinical');
  const clinicalColumns = ages.some(age => age.kind === 'clinical');
  if (!clinicalColumns || newest.kind === 'clinical') return undefined;
  const gap = clinical
    ? (newest.newest - clinical.newest) / 1000
    : Number.POSITIVE_INFINITY;
  if (gap <= QUIET_SECONDS) return undefined;
  const detail = clinical
    ? `The audit log reaches the objective, but the newest clinical row (${
        clinical.from
      }) is ${span(gap)} older than it.`
    : 'The audit log reaches the objective, but no clinical row tells when it was written.';
  return gap > SILENT_SECONDS
    ? answers.fail('stale-content', { ...finding, detail })
    : answers.warn({ ...finding, detail });
}
