import type { TextRule } from './TextRule';

// The characters a key of app-config may have: a name the configuration could
// never hold can only be a mistake.
const NAME = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/i;
const LONGEST_NAME = 63;

/** What a configured name looks like, for messages. */
export const NAME_WORDING =
  'letters and digits, in parts joined by - or _, starting with a letter, at most 63 characters';

/** Whether app-config can hold something under this name. */
export const isConfigName = (value: string) =>
  value.length <= LONGEST_NAME && NAME.test(value);

/** The name of something configured in app-config: a store or a pool. */
export const configNameRule: TextRule = value =>
  isConfigName(value) ? undefined : {};
