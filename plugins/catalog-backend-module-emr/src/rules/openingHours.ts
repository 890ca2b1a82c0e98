import type { TextRule } from './TextRule';

/** What opening hours look like, for messages. */
export const OPENING_HOURS_WORDING =
  "opening hours written like 'Mon-Fri 08:00-18:00; Sat 09:00-12:00'";

const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)';
const DAYS = `${DAY}(?:\\s*[-–]\\s*${DAY})?`;
const TIME = '(\\d{1,2})(?::(\\d{2}))?';
const RULE = new RegExp(
  `${DAYS}(?:\\s*,\\s*${DAYS})*\\s+${TIME}\\s*[-–]\\s*${TIME}`,
  'gi',
);
const MINUTES_A_DAY = 24 * 60;

/** Days and hours as the drill's freshness check reads them; hours may pass midnight. */
export const openingHoursRule: TextRule = value => {
  const rules = [...value.matchAll(RULE)];
  if (rules.length === 0 || /[^\s,;]/.test(value.replace(RULE, ''))) {
    return {};
  }
  const times = rules.flatMap(([, from, fromMinute, to, toMinute]) => [
    [Number(from), Number(fromMinute ?? 0)],
    [Number(to), Number(toMinute ?? 0)],
  ]);
  return times.some(
    ([hour, minute]) => minute > 59 || hour * 60 + minute > MINUTES_A_DAY,
  )
    ? { hint: 'with times of day from 00:00 to 24:00' }
    : undefined;
};
