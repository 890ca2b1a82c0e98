import { Duration } from 'luxon';
import type { TextRule } from './TextRule';

/** What a duration looks like, for messages. */
export const DURATION_WORDING = 'an ISO 8601 duration such as PT4H';

/** An ISO 8601 duration longer than zero. */
export const durationRule: TextRule = value => {
  const duration = Duration.fromISO(value);
  if (!duration.isValid) {
    return {};
  }
  return duration.toMillis() > 0 ? undefined : { hint: 'longer than zero' };
};
