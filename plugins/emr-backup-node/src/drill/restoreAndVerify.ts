import path from 'node:path';
import { promises as fs } from 'node:fs';
import type {
  Artifact,
  DocumentIndex,
  LoadResult,
  Profile,
  RestoredSchema,
  ScratchServer,
} from '../contracts';
import type { OpenOptions } from '../open/types';
import type { DrillLog } from './drillLog';
import type { DrillRecord } from './drillRecord';
import { dumpSource } from './dumpSource';
import type { JudgingTime } from './judgingTime';
import { loadDumps } from './loadDumps';
import type { PhaseClock } from './phaseClock';
import type { PlannedRestore } from './restorePlan';
import type { DrillDependencies, DrillRequest } from './types';
import { verifyCopy } from './verifyCopy';

/** What one restore needs of its drill. */
export interface RestoreContext {
  restore: PlannedRestore;
  artifact: Artifact;
  openOptions: OpenOptions;
  /** The named profile, if one was named. */
  profile: Profile | undefined;
  documents: DocumentIndex | null;
  directory: string;
  request: DrillRequest;
  dependencies: DrillDependencies;
  time: JudgingTime;
  clock: PhaseClock;
  record: DrillRecord;
  log: DrillLog;
  signal: AbortSignal;
}

/** A running scratch server with the copy in it. */
export interface RestoredCopy {
  server: ScratchServer;
  loads: LoadResult[];
  schema: RestoredSchema;
  profile: Profile;
  recognised: boolean;
}

/** Boots a scratch server, loads the copy, asks the checks and stops the server, whatever happens. */
export async function restoreAndVerify(context: RestoreContext): Promise<void> {
  const named = profileFor(context);
  let copy = await restoreOnce(context, named, named?.settings ?? {}, 1);
  try {
    const missing = settingsToReload(copy);
    if (missing) {
      await copy.server.stop();
      context.log.note('loaded-again', { profile: copy.profile.name });
      copy = await restoreOnce(context, named, missing, 2);
    }
    context.record.loaded(copy.loads);
    const restored = copy;
    await context.clock.run('verify', () => verifyCopy(context, restored));
  } finally {
    await copy.server.stop();
  }
}

/** A named profile is about one engine; databases of another engine beside it are judged by their own. */
function profileFor({
  profile,
  restore,
  dependencies,
}: RestoreContext): Profile | undefined {
  const others = dependencies.engines.filter(
    engine => engine.name === profile?.engine,
  );
  const mixed = others.length > 0 && restore.engine.name !== profile?.engine;
  return mixed ? undefined : profile;
}

async function restoreOnce(
  context: RestoreContext,
  named: Profile | undefined,
  settings: Record<string, string>,
  attempt: number,
): Promise<RestoredCopy> {
  const { restore, clock, record, log, signal, dependencies, request } =
    context;
  const workDir = path.join(
    context.directory,
    `${restore.engine.name}-${attempt}`,
  );
  await fs.mkdir(workDir, { mode: 0o711 });
  await fs.chmod(workDir, 0o711);
  const physical = restore.physical
    ? await dumpSource(restore.physical, context, workDir)
    : undefined;
  const server = await clock.run(
    'boot',
    () =>
      restore.engine.boot({
        workDir,
        settings,
        physical,
        tuning: request.tuning,
        expectedBytes: storedBytes(context),
        signal,
      }),
    booted => `${restore.engine.name} ${booted.version}`,
  );
  log.note(physical ? 'booted-physical' : 'booted', {
    seconds: clock.seconds('boot'),
    engine: restore.engine.name,
    version: server.version,
  });
  try {
    record.served(
      {
        name: restore.engine.name,
        server: server.version,
        settings: server.settings,
      },
      isMain(context),
    );
    const loads = await clock.run('load', () =>
      loadDumps(server, context, workDir, named),
    );
    // The engines build indexes while they load; the phase is told so that nobody waits for it.
    const schema = await clock.run(
      'index',
      () => server.inspect(),
      ({ indexes }) => `${indexes} built with the rows`,
    );
    log.note('inspected', {
      tables: schema.tables.length,
      indexes: schema.indexes,
      constraints: schema.constraints,
      views: schema.views.length,
      routines: schema.routines,
      triggers: schema.triggers,
    });
    const profile =
      named ??
      dependencies.profiles.recognise(
        new Set(schema.tables.map(table => table.name)),
        restore.engine.name === 'postgres' ? 'postgres' : 'mariadb',
      );
    log.note(named ? 'profile-named' : 'profile-recognised', {
      profile: profile.name,
    });
    return { server, loads, schema, profile, recognised: !named };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Bytes of the parts that the dumps come from. */
function storedBytes({ artifact, restore }: RestoreContext): number {
  const parts = new Set(restore.loads.map(({ part }) => part));
  return [...parts].reduce((sum, part) => sum + artifact.files[part].bytes, 0);
}

/** Whether this restore's engine is the one the report is about. */
export function isMain({ restore, record }: RestoreContext): boolean {
  return record.mainEngine === restore.engine.name;
}

/**
 * Settings that only take effect before the first table is made. When the
 * recognised profile asks for another value than the server started with, the
 * copy in it is not the one the EMR would see.
 */
const BEFORE_LOAD = ['lower_case_table_names'];

function settingsToReload(
  copy: RestoredCopy,
): Record<string, string> | undefined {
  const { profile, server, recognised } = copy;
  const differs = BEFORE_LOAD.some(
    name =>
      profile.settings[name] !== undefined &&
      server.settings[name] !== profile.settings[name],
  );
  return recognised && differs ? profile.settings : undefined;
}
