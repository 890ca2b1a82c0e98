import { CronExpressionParser } from 'cron-parser';
import type { TextRule } from './TextRule';

/** What a cron line looks like, for messages. */
export const CRON_WORDING =
  "a cron line of five fields (minute, hour, day of month, month, day of week) such as '1 23 * * *'";

// The parser reads "H" as "any value, chosen at random": a different schedule
// at every start of the process.
const RANDOM_FIELD = /(^|[^a-z])h($|[^a-z])/i;

/** A cron line of exactly five fields that comes due at least once. */
export const cronLineRule: TextRule = value => {
  const fields = value.trim().split(/\s+/);
  if (fields.length !== 5 || RANDOM_FIELD.test(value)) {
    return {};
  }
  try {
    CronExpressionParser.parse(fields.join(' '), { tz: 'UTC' }).next();
    return undefined;
  } catch {
    return {};
  }
};
