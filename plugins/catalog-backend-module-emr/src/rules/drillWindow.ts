import type { TextRule } from './TextRule';

/** What a drill window looks like, for messages. */
export const WINDOW_WORDING =
  "local hours written HH:MM-HH:MM such as '20:00-06:00'";

const TIME = '([01][0-9]|2[0-3]):[0-5][0-9]';
const WINDOW = new RegExp(`^(?<start>${TIME})-(?<end>${TIME})$`);

/** Hours of the day, possibly across midnight; never an empty window. */
export const drillWindowRule: TextRule = value => {
  const times = WINDOW.exec(value)?.groups;
  if (!times) {
    return {};
  }
  return times.start === times.end
    ? { hint: 'with an end that differs from its start' }
    : undefined;
};
