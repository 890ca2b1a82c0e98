import path from 'node:path';
import {
  BackupFault,
  DrillFault,
  type Artifact,
  type LeafKind,
  type RestoreEngine,
} from '../contracts';
import { isDocumentPath, isDueName } from '../open/survey/placement';
import type { Leaf, Survey, Tree } from '../open/types';

/** One dump that will be restored: a stream, or a tree staged as a directory. */
export interface PlannedDump {
  kind: LeafKind;
  /** For people. */
  name: string;
  part: number;
  /** Scratch database, chosen here and never by the dump. */
  database: string;
  databaseHint: string;
  /** The same for all generations of one database. */
  identity: string;
  leaf?: Leaf;
  tree?: Tree;
}

/** The dumps one engine restores into one scratch server. */
export interface PlannedRestore {
  engine: RestoreEngine;
  /** A physical backup the server starts from. */
  physical?: PlannedDump;
  loads: PlannedDump[];
}

/** What of an artifact is restored, and by whom. */
export interface RestorePlan {
  /** One entry per engine; more than one only when the artifact holds databases of several. */
  restores: PlannedRestore[];
  /** Everything else: documents, keys, logs. */
  documents: Leaf[];
  /** True when the artifact carries a document tree, even an empty one. */
  carriesDocuments: boolean;
  /** Formats of the main dump, from the outermost wrapper to the dump. */
  formats: string[];
  /** Parts whose database dumps a newer part of the chain replaces. */
  superseded: string[];
}

const GLOBALS: LeafKind = 'pg-globals';

/**
 * Chooses what to restore from what the survey found.
 *
 * Dumps of the same name in several parts are generations of one database: the
 * one of the newest part is restored, the others are superseded (an OSCAR Full
 * carries a database that the nightly one replaces). An empty file where the
 * newest generation was due is a hollow backup even when an older one is good.
 * Not guaranteed: that parts without a time in their names are in order; they
 * are taken as given, the first of equals winning.
 */
export function planRestore(
  artifact: Artifact,
  survey: Survey,
  options: {
    engines: readonly RestoreEngine[];
    engine?: string;
    takenAt: (partPath: string) => string | undefined;
  },
): RestorePlan {
  const inTrees = new Set(survey.trees.flatMap(tree => tree.leaves));
  const loose = survey.leaves.filter(leaf => !inTrees.has(leaf));
  const found = [
    ...survey.trees.map(tree => fromTree(artifact, tree)),
    ...loose.filter(isDueDump).map(leaf => fromLeaf(leaf)),
  ];
  const takenAt = (part: number) => options.takenAt(artifact.files[part].path);
  const chosen = newestGenerations(found, options.takenAt, takenAt);
  const hollow =
    chosen.find(dump => dump.kind === 'empty') ??
    (chosen.length === 0
      ? loose.filter(leaf => leaf.kind === 'empty').map(fromLeaf)[0]
      : undefined);
  if (hollow?.leaf) throw hollowFault(artifact, hollow.leaf);
  if (chosen.length === 0)
    throw new BackupFault(
      'not-a-backup',
      `"${artifact.name}" holds no database dump that we recognise.`,
    );
  nameDatabases(chosen);

  const main = chosen.find(dump => dump.kind !== GLOBALS) ?? chosen[0];
  requireDatabasePart(artifact, chosen, takenAt);
  const judgedParts = new Set([
    ...found.map(dump => dump.part),
    ...survey.leaves.map(leaf => leaf.part),
  ]);
  const documents = loose.filter(leaf => leaf.kind === 'file');
  return {
    restores: assignEngines(chosen, options),
    documents,
    carriesDocuments:
      documents.some(isCargo) ||
      artifact.files.some((_, part) => !judgedParts.has(part)),
    formats: main.leaf
      ? [...main.leaf.formats]
      : treeFormats(main.tree, main.kind),
    superseded: found
      .filter(dump => !chosen.includes(dump))
      .map(dump => dump.name),
  };
}

function isDueDump(leaf: Leaf): boolean {
  return leaf.kind === 'empty' ? isDueName(leaf.path) : leaf.kind !== 'file';
}

/** Logs, checksums and notes that backup scripts leave beside a dump. */
const COMPANION =
  /(?:^|\/)(?:readme[^/]*|metadata|md5sums?|sha\d*sums?|[^/]*\.(?:log|err|md|md5|sha\d*|sums?|sig|asc|ok|done))$/i;

/** A file that was backed up itself, and does not just accompany the dump. */
function isCargo(leaf: Leaf): boolean {
  return isDocumentPath(leaf.path) || !COMPANION.test(leaf.path);
}

/**
 * OSCAR writes the Database and the Document part of a chain in one run. A
 * Document part this much younger than the database has lost its Database part:
 * less calls chains bad whose documents are copied more often than nightly;
 * more, from a day on, overlooks the loss of a night.
 */
const SAME_RUN_HOURS = 20;
const OSCAR_DOCUMENTS = /(?:^|\/)OscarBackup\..*\.Document(?:\.|$)/;

function requireDatabasePart(
  artifact: Artifact,
  chosen: readonly PlannedDump[],
  takenAt: (part: number) => string | undefined,
) {
  // The Document part brings the MyISAM half along, so the other half tells.
  const main = chosen.find(({ databaseHint }) =>
    /^OscarBackup/i.test(databaseHint),
  );
  const database = main && takenAt(main.part);
  const documents = artifact.files
    .map((file, part) => OSCAR_DOCUMENTS.test(file.path) && takenAt(part))
    .filter(at => typeof at === 'string')
    .sort()
    .at(-1);
  if (!database || !documents) return;
  const hours = (Date.parse(documents) - Date.parse(database)) / 3_600_000;
  if (hours < SAME_RUN_HOURS) return;
  throw new BackupFault(
    'chain-incomplete',
    `The newest database of the chain, in "${
      artifact.files[main.part].path
    }", is ${Math.round(
      hours,
    )} hours older than its newest Document part: the Database part of that run is missing.`,
  );
}

/**
 * Of each database the newest generation, in the order found. Dumps of one name
 * in one part are generations when their own names tell their times, else they
 * are two databases: a night is one part.
 */
function newestGenerations(
  dumps: PlannedDump[],
  takenAt: (name: string) => string | undefined,
  partTakenAt: (part: number) => string | undefined,
): PlannedDump[] {
  const newest = new Map<string, PlannedDump[]>();
  for (const dump of dumps) {
    const known = newest.get(dump.identity);
    if (known?.[0].part === dump.part) {
      const [own, other] = [dump, known[0]].map(one => takenAt(innerName(one)));
      if (!own || !other) known.push(dump);
      else if (own > other) newest.set(dump.identity, [dump]);
      continue;
    }
    const newer =
      !known ||
      (partTakenAt(dump.part) ?? '') > (partTakenAt(known[0].part) ?? '');
    if (newer) newest.set(dump.identity, [dump]);
  }
  return [...newest.values()].flat();
}

/** The dump's path inside its part. */
function innerName({ leaf, tree }: PlannedDump): string {
  return leaf?.names.join('/') ?? tree?.root ?? '';
}

function fromTree(artifact: Artifact, tree: Tree): PlannedDump {
  const name = [artifact.files[tree.part]?.path, tree.root]
    .filter(Boolean)
    .join('!/');
  return {
    kind: tree.kind,
    name,
    part: tree.part,
    database: '',
    databaseHint: path.posix.basename(tree.root || name),
    identity: identityOf(tree.root || name),
    tree,
  };
}

function fromLeaf(leaf: Leaf): PlannedDump {
  return {
    kind: leaf.kind,
    name: leaf.path,
    part: leaf.part,
    database: '',
    databaseHint: stem(leaf.path),
    identity: identityOf(leaf.names.at(-1) ?? leaf.path),
    leaf,
  };
}

/** The file's own name without its times, so that Monday's and Tuesday's dump are the same database. */
function identityOf(at: string): string {
  return path.posix
    .basename(at)
    .toLocaleLowerCase('en-US')
    .replace(
      /\d{4}[-_.]?\d{2}[-_.]?\d{2}(?:[-_.tT:]?\d{2}(?:[-_.:]?\d{2}){0,2})?/g,
      '',
    );
}

function treeFormats(tree: Tree | undefined, kind: LeafKind): string[] {
  const outer = tree?.leaves[0]?.formats.slice(0, -1) ?? [];
  const archive = outer.lastIndexOf('tar');
  return [...outer.slice(0, archive + 1), kind];
}

function hollowFault(artifact: Artifact, leaf: Leaf) {
  const file = artifact.files[leaf.part];
  const wrapper = leaf.formats.filter(format => format !== 'empty').at(-1);
  const what = wrapper
    ? `${file.bytes} bytes of ${wrapper} with nothing inside`
    : `${file.bytes} bytes`;
  return new BackupFault(
    'hollow',
    `The backup is empty, ${what} ("${leaf.path}").`,
  );
}

/**
 * One scratch database a dump, but the halves of one database share theirs:
 * OSCAR writes its InnoDB and MyISAM tables into two files.
 */
function nameDatabases(dumps: PlannedDump[]) {
  const names = new Map<string, string>();
  for (const dump of dumps) {
    const key = /(?:oscar|myisam)backup/i.test(dump.databaseHint)
      ? 'oscarbackup'
      : dump.name;
    const known = names.get(key);
    const name =
      known ?? (names.size === 0 ? 'scratch' : `scratch_${names.size + 1}`);
    if (dump.kind !== GLOBALS) names.set(key, name);
    dump.database = name;
  }
}

function stem(at: string): string {
  return path.posix.basename(at.split('!/').at(-1) ?? at).split('.')[0];
}

function assignEngines(
  dumps: PlannedDump[],
  options: { engines: readonly RestoreEngine[]; engine?: string },
): PlannedRestore[] {
  const named = options.engine
    ? options.engines.filter(engine => engine.name === options.engine)
    : options.engines;
  if (named.length === 0)
    throw new DrillFault(
      'engine-missing',
      `There is no engine named "${
        options.engine
      }".\nThere are: ${options.engines
        .map(engine => engine.name)
        .join(', ')}.`,
    );
  const restores = new Map<RestoreEngine, PlannedRestore>();
  for (const dump of dumps) {
    const engine = named.find(one => one.accepts.includes(dump.kind));
    if (!engine)
      throw new DrillFault(
        'format-unsupported',
        `"${dump.name}" is ${dump.kind}, which ${named
          .map(one => one.name)
          .join(' and ')} cannot restore.`,
      );
    const restore = restores.get(engine) ?? { engine, loads: [] };
    restores.set(engine, restore);
    if (engine.physical.includes(dump.kind)) restore.physical = dump;
    else if (dump.kind === GLOBALS) restore.loads.unshift(dump);
    else restore.loads.push(dump);
  }
  return [...restores.values()];
}
