import { DrillFault, profileSchema, type Profile } from '../contracts';
import { builtinProfilesFolder } from './builtinProfilesFolder';
import { inherit } from './inheritance';
import { KeptProfiles, type ProfilesRead } from './KeptProfiles';
import type { ProfileCatalog, ProfileProblem } from './ProfileCatalog';
import {
  issueProblems,
  parseProfileFile,
  readProfileFolder,
  type ProfileFile,
  type ProfileText,
} from './ProfileFile';
import { mostSpecific, type RankedProfile } from './recognition';

/** Where profiles are read from. @public */
export interface ProfileCatalogOptions {
  /** Folders of the site. A profile here replaces the built-in one of the same name. */
  folders?: readonly string[];
  /** Default: {@link builtinProfilesFolder}. */
  builtinFolder?: string;
  /**
   * Keeps what was made of the files in a file of its own, so that a later
   * process need not parse them again while their texts and `revision`, which
   * stands for the program, are the same. Whoever can write it decides what a
   * good restore is: it must be as safe as the program.
   */
  kept?: { file: string; revision: string };
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
  const builtin = await readProfileFolder(
    options.builtinFolder ?? builtinProfilesFolder(),
  );
  const site: Awaited<ReturnType<typeof readProfileFolder>> = {
    texts: [],
    problems: [],
  };
  for (const folder of options.folders ?? []) {
    const { texts, problems } = await readProfileFolder(folder);
    site.texts.push(...texts);
    site.problems.push(...problems);
  }
  const kept = options.kept && new KeptProfiles(options.kept);
  const texts = { builtin: builtin.texts, site: site.texts };
  let read = await kept?.find(texts);
  if (!read) {
    read = readProfiles(texts);
    await kept?.keep(texts, read);
  }
  return catalogOf(new Map(read.profiles), [
    ...builtin.problems,
    ...site.problems,
    ...read.problems,
  ]);
}

/** Makes profiles of files, those of the site over the built-in ones. */
function readProfiles(texts: {
  builtin: readonly ProfileText[];
  site: readonly ProfileText[];
}): ProfilesRead {
  const problems: ProfileProblem[] = [];
  const parse = (from: readonly ProfileText[]) => {
    const into = new Map<string, ProfileFile>();
    for (const text of from) {
      const file = parseProfileFile(text);
      if ('problems' in file) {
        problems.push(...file.problems);
        continue;
      }
      const first = into.get(file.fragment.name);
      if (first) problems.push(nameTaken(file, first));
      else into.set(file.fragment.name, file);
    }
    return into;
  };
  const builtin = parse(texts.builtin);
  const site = parse(texts.site);
  const profiles: [string, RankedProfile][] = [];
  for (const [name, file] of new Map([...builtin, ...site])) {
    const resolved = resolve(file, { builtin, site });
    if ('problems' in resolved) problems.push(...resolved.problems);
    else profiles.push([name, resolved]);
  }
  return { profiles, problems };
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
