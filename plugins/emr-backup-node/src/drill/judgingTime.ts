import { DateTime, FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import { InputError } from '@backstage/errors';

/** The instant a drill judges by, and the zone of the clinic's wall clock. */
export interface JudgingTime {
  /** ISO with offset. */
  asOf: string;
  /** A name luxon understands: `America/Toronto` or `UTC-5`. */
  timezone: string;
}

/**
 * Reads `--as-of` and the clinic's zone.
 *
 * Without a zone the offset written in `asOf` is the clinic's: EMRs store wall
 * clock times, and a wrong zone moves the data age by hours. Without either it
 * is UTC.
 */
export function judgingTime(options: {
  asOf?: string;
  timezone?: string;
  now?: Date;
}): JudgingTime {
  const zone = readZone(options.timezone);
  if (options.asOf === undefined) {
    const now = DateTime.fromJSDate(options.now ?? new Date()).setZone(
      zone ?? 'utc',
    );
    return { asOf: toIso(now), timezone: zone?.name ?? 'UTC' };
  }
  const asOf = DateTime.fromISO(options.asOf, { setZone: true });
  if (!asOf.isValid)
    throw new InputError(
      `"${options.asOf}" is not an ISO 8601 instant such as 2026-11-21T06:00:00-05:00`,
    );
  const hasOffset = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/i.test(options.asOf);
  const asWritten = hasOffset
    ? FixedOffsetZone.instance(asOf.offset)
    : undefined;
  const effective = zone ?? asWritten;
  const inZone = hasOffset
    ? asOf.setZone(effective)
    : DateTime.fromISO(options.asOf, { zone: effective ?? 'utc' });
  return { asOf: toIso(inZone), timezone: effective?.name ?? 'UTC' };
}

function readZone(name: string | undefined): Zone | undefined {
  if (name === undefined) return undefined;
  const fixed = FixedOffsetZone.parseSpecifier(name);
  if (fixed) return fixed;
  if (IANAZone.isValidZone(name)) return IANAZone.create(name);
  throw new InputError(
    `"${name}" is not an IANA time zone such as America/Toronto`,
  );
}

function toIso(time: DateTime): string {
  return time.toISO({ suppressMilliseconds: true }) ?? '';
}
