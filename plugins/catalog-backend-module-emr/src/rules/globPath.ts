import type { TextRule } from './TextRule';

/** What a copy's path looks like, for messages. */
export const GLOB_WORDING =
  "a path or glob inside the store, with forward slashes, such as 'lakeside/*.enc'";

const DRIVE = /^[a-z]:/i;
// eslint-disable-next-line no-control-regex -- control characters are what is refused here
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * A relative glob that cannot point outside its store. The store checks again
 * when it resolves links; this is the early, readable refusal.
 */
export const globPathRule: TextRule = value => {
  if (value.trim() === '' || CONTROL.test(value) || value.includes('\\')) {
    return {};
  }
  if (value.startsWith('/') || value.startsWith('~') || DRIVE.test(value)) {
    return { hint: 'relative to the store, not to the root of a disk' };
  }
  // braces and parentheses can hold a parent folder as well: "a/{..,b}/c"
  if (value.split(/[/{}(),|]/).includes('..')) {
    return { hint: "and without '..', which would lead out of the store" };
  }
  return undefined;
};
