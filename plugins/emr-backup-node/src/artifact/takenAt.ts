import { DateTime } from 'luxon';

const DATE = String.raw`(?<!\d)(?<year>20\d{2})(?<sep>[-_.]?)(?<month>\d{2})\k<sep>(?<day>\d{2})`;
const TIME = String.raw`(?:[-_T .]{0,2}(?<hour>\d{2})[-_:.h]?(?<minute>\d{2})(?:[-_:.m]?(?<second>\d{2}))?(?!\d)(?<offset>Z|[+-]\d{2}:\d{2})?)?`;

/**
 * The instant a name tells, in UTC: `2026-11-20-23:01:04`, `20261120-010001`,
 * `2026-11-20T23-01`, `2026_11_20`. A name without a time means the start of
 * that day, so that a backup never looks fresher than it is. Undefined when the
 * name holds no date.
 * @public
 */
export function takenAtFromName(
  name: string,
  zone: string,
): string | undefined {
  for (const { groups } of name.matchAll(new RegExp(DATE + TIME, 'g'))) {
    const at = groups && instant(groups, zone);
    if (at) return at;
  }
  return undefined;
}

type Groups = Partial<Record<string, string>>;

function instant(groups: Groups, zone: string): string | null {
  const { year, month, day, hour, minute, second, offset } = groups;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const time = {
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
  };
  const written = offset === 'Z' ? 'utc' : offset && `utc${offset}`;
  const at = DateTime.fromObject(
    { ...date, ...time },
    { zone: written ?? zone },
  );
  // Digits after a date need not be a time: 2026-11-20-9999.
  const usable = at.isValid ? at : DateTime.fromObject(date, { zone });
  return usable.toUTC().toISO();
}
