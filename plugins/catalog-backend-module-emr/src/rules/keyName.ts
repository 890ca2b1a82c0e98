import { isConfigName, NAME_WORDING } from './configName';
import type { TextRule } from './TextRule';

/** What the name of a key looks like, for messages. */
export const KEY_WORDING = `the name of a key in app-config (${NAME_WORDING}), never the key itself`;

const LOOKS_LIKE_KEY_MATERIAL = [
  /^age-secret-key/i,
  /^(AKIA|ASIA)[A-Z0-9]{16}$/,
  /^(ghp|gho|ghs|sk|pk|glpat|xox[a-z])[-_][A-Za-z0-9]{16}/,
  // a long run of hexadecimal digits is a key or a digest
  /(^|[-_])[0-9a-f]{32}/i,
];

// A name people chose has no unbroken run this long that mixes capitals, small
// letters and digits. Shorter would refuse names; longer would let tokens pass.
const LONGEST_MIXED_RUN = 20;

const isMixedRun = (run: string) =>
  run.length >= LONGEST_MIXED_RUN &&
  /[a-z]/.test(run) &&
  /[A-Z]/.test(run) &&
  /[0-9]/.test(run);

/**
 * The name of a key. A passphrase that reads like a name cannot be told from
 * one; whatever has the shape of key material is refused.
 */
export const keyNameRule: TextRule = value =>
  isConfigName(value) &&
  !LOOKS_LIKE_KEY_MATERIAL.some(shape => shape.test(value)) &&
  !value.split(/[-_]/).some(isMixedRun)
    ? undefined
    : {};
