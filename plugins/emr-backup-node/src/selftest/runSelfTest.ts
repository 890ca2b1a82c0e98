import type { DrillReport } from '@emr-backup/plugin-emr-backup-common';
import { DrillFault, type Profile } from '../contracts';
import { runDrill, type DrillDependencies, type DrillRequest } from '../drill';
import { judgingTime } from '../drill/judgingTime';
import { openArtifact } from '../drill/openArtifact';
import { planRestore } from '../drill/restorePlan';
import {
  createScratchDirectory,
  removeScratchDirectory,
} from '../drill/scratchDirectory';
import { takenAtFromName } from '../artifact';
import { repack } from './repack';
import { selfTestFaults } from './selfTestFaults';
import type {
  GoodBackup,
  SelfTestFault,
  SelfTestReport,
  SelfTestResult,
} from './types';

/**
 * Breaks a good backup in every known way and drills each: the proof that the
 * verifier can fail. The good backup itself is drilled first; unless it passes
 * nothing is proven either way and no fault is tried. The next fault waits for
 * `onFault`.
 * @public
 */
export async function runSelfTest(
  asked: DrillRequest,
  dependencies: DrillDependencies,
  onFault?: (result: SelfTestResult) => unknown,
): Promise<SelfTestReport> {
  // What is shown is that full drills catch every fault, not how long they take.
  const request: DrillRequest = { ...asked, tier: 'full', tuning: 'throwaway' };
  const control = await runDrill(request, dependencies);
  const report: SelfTestReport = {
    profile: control.profile?.name ?? request.profile ?? 'unknown',
    control: { outcome: control.outcome, reason: control.reason },
    caught: 0,
    missed: 0,
    notMade: 0,
    faults: [],
  };
  if (control.outcome !== 'passed') return report;
  const scratch = await createScratchDirectory(request);
  try {
    const good = await goodBackup(request, control, dependencies, scratch);
    for (const fault of selfTestFaults) {
      dependencies.signal?.throwIfAborted();
      const result = await tryFault(fault, good, dependencies);
      report.faults.push(result);
      await onFault?.(result);
    }
  } finally {
    await removeScratchDirectory(scratch);
  }
  const count = (status: SelfTestResult['status']) =>
    report.faults.filter(fault => fault.status === status).length;
  return {
    ...report,
    caught: count('caught'),
    missed: count('missed'),
    notMade: count('not-made'),
  };
}

async function tryFault(
  fault: SelfTestFault,
  good: GoodBackup,
  dependencies: DrillDependencies,
): Promise<SelfTestResult> {
  const { id, title, expected } = fault;
  const broken = fault.make(good);
  if (typeof broken === 'string')
    return {
      id,
      title,
      expected,
      status: 'not-made',
      outcome: null,
      reason: null,
      detail: broken,
    };
  const { outcome, reason } = await runDrill(broken, {
    ...dependencies,
    onEvent: undefined,
  });
  const caught =
    outcome === 'failed' && expected.some(code => code === reason.code);
  return {
    id,
    title,
    expected,
    status: caught ? 'caught' : 'missed',
    outcome,
    reason: reason.code,
    detail: reason.message,
  };
}

async function goodBackup(
  request: DrillRequest,
  report: DrillReport,
  dependencies: DrillDependencies,
  directory: string,
): Promise<GoodBackup> {
  const { profiles, engines } = dependencies;
  const profile = profiles.get(report.profile?.name ?? '');
  const opened = await openArtifact(request.artifact, {
    request,
    profile,
    profiles,
    directory,
    signal: dependencies.signal ?? new AbortController().signal,
    onProgress: () => {},
  });
  const { timezone } = judgingTime(request);
  const plan = planRestore(request.artifact, opened.survey, {
    engines,
    engine: request.engine,
    takenAt: name => takenAtFromName(name, timezone),
  });
  const dumps = plan.restores.flatMap(restore => restore.loads);
  if (dumps.length === 0 || dumps.some(dump => !dump.leaf))
    throw new DrillFault(
      'format-unsupported',
      'The self-test breaks dumps that are streams; this backup is a directory or a physical copy.',
    );
  return {
    request,
    report,
    profile,
    kind: dumps[0].kind,
    otherProfile: otherProfile(profile, dependencies),
    repack: damage =>
      repack(
        { ...request, profile: profile.name, baseline: report },
        { artifact: request.artifact, dumps, open: opened.options },
        damage,
      ),
  };
}

/** A product profile of the same engine that has nothing to do with this one. */
function otherProfile(
  profile: Profile,
  { profiles }: DrillDependencies,
): Profile | undefined {
  const mine = new Set(profile.recognise?.tables ?? []);
  return profiles
    .names()
    .map(name => profiles.get(name))
    .find(
      other =>
        other.engine === profile.engine &&
        other.recognise !== undefined &&
        !other.recognise.tables.some(table => mine.has(table)),
    );
}
