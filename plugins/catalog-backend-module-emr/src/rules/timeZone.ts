import { IANAZone } from 'luxon';
import type { TextRule } from './TextRule';

/** What a time zone looks like, for messages. */
export const TIME_ZONE_WORDING = 'an IANA time zone such as America/Toronto';

// Intl also takes offsets such as "+05:00"; a clinic's clock changes twice a
// year, and an offset would move its nightly job by an hour without a word.
const OFFSET = /^[+-]/;

/** A time zone of the IANA database. */
export const timeZoneRule: TextRule = value =>
  !OFFSET.test(value) && IANAZone.isValidZone(value) ? undefined : {};
