import { DrillFault, profileSchema, type Profile } from '../contracts';
import { builtinProfilesFolder } from './builtinProfilesFolder';
import { inherit } from './inheritance';
import type { ProfileCatalog, ProfileProblem } from './ProfileCatalog';
import {
  issueProblems,
  readProfileFolder,
  type ProfileFile,
} from './ProfileFile';
import { mostSpecific, type RankedProfile } from './recognition';

/** Where profiles are read from. @public */
export interface ProfileCatalogOptions {
  /** Folders of the site. A profile here replaces the built-in one of the same name. */
  folders?: readonly string[];
  /** Default: {@link builtinProfilesFolder}. */
  builtinFolder?: string;
}

/**
 * Reads the built-in profiles and those of the site.
 *
 * A file that cannot be used becomes a problem and the others load. A site's
 * profile may `extend` the built-in one of its own name. Of two files of the
 * site with one name the first in order of folder and file name counts, the
 * other is a problem.
 * @public
 */
export async function loadProfileCatalog(
  options: ProfileCatalogOptions = {},
): Promise<ProfileCatalog> {
  const problems: ProfileProblem[] = [];
  const builtin = new Map<string, ProfileFile>();
  const site = new Map<string, ProfileFile>();
  const read = async (folder: string, into: Map<string, ProfileFile>) => {
    const found = await readProfileFolder(folder);
    problems.push(...found.problems);
    for (const file of found.files) {
      const first = into.get(file.fragment.name);
      if (first) problems.push(nameTaken(file, first));
      else into.set(file.fragment.name, file);
    }
  };
  await read(options.builtinFolder ?? builtinProfilesFolder(), builtin);
  for (const folder of options.folders ?? []) await read(folder, site);

  const profiles = new Map<string, RankedProfile>();
  for (const [name, file] of new Map([...builtin, ...site])) {
    const resolved = resolve(file, { builtin, site });
    if ('problems' in resolved) problems.push(...resolved.problems);
    else profiles.set(name, resolved);
  }
  return catalogOf(profiles, problems);
}

interface Sources {
  builtin: ReadonlyMap<string, ProfileFile>;
  site: ReadonlyMap<string, ProfileFile>;
}

function resolve(
  file: ProfileFile,
  sources: Sources,
): RankedProfile | { problems: ProfileProblem[] } {
  const line = lineage(file, sources);
  if ('message' in line) return { problems: [line] };
  const merged = line
    .map(ancestor => ancestor.fragment)
    .reduceRight((parent, child) => inherit(parent, child));
  const parsed = profileSchema.safeParse(merged);
  if (parsed.success) return { profile: parsed.data, depth: line.length - 1 };
  return {
    problems: parsed.error.issues.flatMap(issue =>
      issueProblems(file.file, issue, file.lineOf),
    ),
  };
}

/** The file and its ancestors, nearest first. */
function lineage(
  file: ProfileFile,
  { builtin, site }: Sources,
): ProfileFile[] | ProfileProblem {
  const line = [file];
  for (let last = file; last.fragment.extends !== undefined; ) {
    const wanted = last.fragment.extends;
    const ownName = wanted === last.fragment.name;
    const parent = ownName
      ? builtin.get(wanted)
      : site.get(wanted) ?? builtin.get(wanted);
    const at = { file: file.file, line: file.lineOf(['extends']) };
    if (!parent)
      return {
        ...at,
        field: 'extends',
        message: `The profile "${last.fragment.name}" extends "${wanted}", which does not exist or could not be used.`,
      };
    if (line.includes(parent))
      return {
        ...at,
        field: 'extends',
        message: `The profile extends itself: ${[...line, parent]
          .map(one => one.fragment.name)
          .join(' extends ')}.`,
      };
    line.push(parent);
    last = parent;
  }
  return line;
}

function nameTaken(file: ProfileFile, first: ProfileFile): ProfileProblem {
  return {
    file: file.file,
    line: file.lineOf(['name']),
    field: 'name',
    message: `The name "${file.fragment.name}" is taken by ${first.file}, which comes first.`,
  };
}

const GENERIC = { mariadb: 'generic-mysql', postgres: 'generic-postgres' };

function catalogOf(
  profiles: ReadonlyMap<string, RankedProfile>,
  problems: readonly ProfileProblem[],
): ProfileCatalog {
  const names = [...profiles.keys()].sort();
  const get = (name: string): Profile => {
    const found = profiles.get(name);
    if (found) return found.profile;
    throw new DrillFault(
      'profile-unknown',
      `There is no profile "${name}". Known profiles: ${names.join(', ')}.`,
    );
  };
  return {
    problems,
    names: () => names,
    get,
    recognise: (tables, engine) =>
      mostSpecific(
        [...profiles.values()].filter(one => one.profile.engine === engine),
        tables,
      ) ?? get(GENERIC[engine]),
  };
}
