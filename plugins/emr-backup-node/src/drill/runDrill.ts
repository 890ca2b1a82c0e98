import type { DrillReport } from '@emr-backup/plugin-emr-backup-common';
import { takenAtFromName } from '../artifact';
import { BackupFault, DrillFault, type Profile } from '../contracts';
import { DrillDeadline } from './drillDeadline';
import { DrillLog } from './drillLog';
import { DrillRecord } from './drillRecord';
import { fetchArtifact } from './fetchArtifact';
import { judgingTime } from './judgingTime';
import { openArtifact } from './openArtifact';
import { PhaseClock } from './phaseClock';
import {
  planRestore,
  type PlannedRestore,
  type RestorePlan,
} from './restorePlan';
import { restoreAndVerify } from './restoreAndVerify';
import { requireCoreTables } from './tierRequest';
import { requireFreeSpace } from './scratchSpace';
import { ScratchWatch } from './scratchWatch';
import { createScratchDirectory } from './scratchDirectory';
import type { DrillDependencies, DrillEvent, DrillRequest } from './types';
import { verdictOfChecks, verdictOfFault } from './verdict';
import { wipe } from './wipe';

/**
 * One drill: fetch the artifact, open it, restore it into a scratch server of
 * its own, ask the checks, wipe everything, report.
 *
 * Never rejects for what it finds: a bad backup is a report with outcome
 * `failed`, a problem of ours one with outcome `error`. Rejects with an
 * InputError only for a request nobody can run (an unreadable `asOf` or zone,
 * a quick drill without a profile).
 * Not guaranteed: that the EMR application itself starts on the copy.
 * @public
 */
export async function runDrill(
  request: DrillRequest,
  dependencies: DrillDependencies,
): Promise<DrillReport> {
  const time = judgingTime(request);
  requireCoreTables(request, dependencies.profiles);
  const limits: { watch?: ScratchWatch } = {};
  const log = new DrillLog(event => dependencies.onEvent?.(event));
  const emit = (event: DrillEvent) => {
    limits.watch?.onEvent(event);
    dependencies.onEvent?.(event);
    log.onEvent(event);
  };
  const clock = new PhaseClock(emit);
  const record = new DrillRecord(request, time, emit);
  const deadline = new DrillDeadline(
    dependencies.signal,
    request.timeoutSeconds,
  );
  const { signal } = deadline;
  let scratch: string | undefined;
  let read: Promise<void> | undefined;
  logRequest(request, log);
  try {
    const profile = namedProfile(request, dependencies);
    scratch = await createScratchDirectory({
      workDir: request.workDir,
      drillId: dependencies.drillId,
    });
    const directory = scratch;
    await requireFreeSpace(directory, request.artifact);
    limits.watch = new ScratchWatch({
      directory,
      maxMemoryBytes: request.maxMemoryBytes,
      stop: () => deadline.stop(),
    });
    await limits.watch.start();

    const fetched = await clock.run('fetch', () =>
      fetchArtifact(request.artifact, {
        directory,
        signal,
        onProgress: progress =>
          emit({ type: 'progress', phase: 'fetch', ...progress }),
      }),
    );
    read = fetched.files.then(files => record.fetched(files));
    const { files } = fetched.artifact;
    log.note('fetched', {
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      seconds: clock.seconds('fetch'),
    });

    const opened = await clock.run('open', () =>
      openArtifact(fetched.artifact, {
        request,
        profile,
        profiles: dependencies.profiles,
        directory,
        signal,
        onProgress: progress =>
          emit({ type: 'progress', phase: 'open', ...progress }),
      }),
    );
    const plan = planRestore(fetched.artifact, opened.survey, {
      engines: dependencies.engines,
      engine: request.engine,
      takenAt: name => takenAtFromName(name, time.timezone),
    });
    requireItsEngine(plan.restores, profile, dependencies);
    const restores = orderRestores(plan.restores, profile);
    log.note('opened', {
      seconds: clock.seconds('open'),
      format: plan.formats.join(' > '),
    });
    log.notes('opened-how', 'how', opened.survey.notes);
    logPlan(plan, log);
    record.planned(plan, restores[0].engine, opened.survey);

    const documents = await opened.documents(plan);
    if (documents) log.note('documents', { documents: documents.size });
    for (const restore of restores) {
      await restoreAndVerify({
        restore,
        artifact: fetched.artifact,
        openOptions: opened.options,
        profile,
        documents,
        directory,
        request,
        dependencies,
        time,
        clock,
        record,
        log,
        signal,
      });
    }
    await read;
    record.verdict = verdictOfChecks(record.checks, request.tier);
  } catch (error) {
    // A file that cannot be read says more than what became of it later.
    const cause = await failureOf(read, error);
    await limits.watch?.end();
    const fault = limits.watch ? limits.watch.explain(cause) : cause;
    record.verdict = verdictOfFault(fault, deadline.reason());
    record.faulted(fault);
  } finally {
    deadline.clear();
    await limits.watch?.end();
  }
  await wipe({ scratch, keep: request.keep ?? false, clock, record, log });
  log.verdict(record.verdict);
  return record.report(clock.timings());
}

async function failureOf(read: Promise<void> | undefined, other: unknown) {
  try {
    await read;
    return other;
  } catch (error) {
    return error;
  }
}

function logRequest({ tier, tuning }: DrillRequest, log: DrillLog) {
  if (tier && tier !== 'full') log.note('tier-in-part', { tier });
  if (tuning === 'default') log.note('tuning-default');
}

function logPlan(plan: RestorePlan, log: DrillLog) {
  const dumps = plan.restores.reduce(
    (sum, { physical, loads }) => sum + (physical ? 1 : 0) + loads.length,
    0,
  );
  log.note('planned', { dumps, files: plan.documents.length });
  if (plan.superseded.length > 0)
    log.note('superseded', { dumps: plan.superseded.length });
}

function namedProfile(
  request: DrillRequest,
  { profiles }: DrillDependencies,
): Profile | undefined {
  if (request.profile === undefined) return undefined;
  const profile = profiles.get(request.profile);
  if (request.engine && request.engine !== profile.engine)
    throw new DrillFault(
      'profile-invalid',
      `The profile "${profile.name}" is for the engine ${profile.engine}, not ${request.engine}.`,
    );
  return profile;
}

/** A backup that holds no database of the named profile's engine is not that product's. */
function requireItsEngine(
  restores: readonly PlannedRestore[],
  profile: Profile | undefined,
  { engines }: DrillDependencies,
) {
  const known = engines.some(engine => engine.name === profile?.engine);
  const used = restores.map(restore => restore.engine.name);
  if (!profile || !known || used.includes(profile.engine)) return;
  throw new BackupFault(
    'wrong-product',
    `The backup holds a database of ${used.join(' and ')}, and ${
      profile.title
    } keeps its records in ${
      profile.engine
    }: this is the backup of something else.`,
  );
}

/** The engine the profile is about first: its verdict names the report's engine and profile. */
function orderRestores<T extends { engine: { name: string } }>(
  restores: T[],
  profile: Profile | undefined,
): T[] {
  return [...restores].sort(
    (a, b) =>
      Number(b.engine.name === profile?.engine) -
      Number(a.engine.name === profile?.engine),
  );
}
