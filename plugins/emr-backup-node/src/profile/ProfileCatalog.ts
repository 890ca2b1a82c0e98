import type { Profile } from '../contracts';

/** One profile file that could not be used: which file, line, field, and why. @public */
export interface ProfileProblem {
  file: string;
  line?: number;
  field?: string;
  message: string;
}

/** The profiles in force, `extends` resolved. @public */
export interface ProfileCatalog {
  /** Files that were left out. The others load. */
  readonly problems: readonly ProfileProblem[];
  names(): string[];
  /** Throws `DrillFault('profile-unknown')` that lists what there is. */
  get(name: string): Profile;
  /** The most specific profile whose tables are all there; generic ones only when nothing else fits. */
  recognise(tables: ReadonlySet<string>, engine: Profile['engine']): Profile;
}
