import path from 'node:path';
import {
  NOT_PROVEN_BY_DRILL,
  type CheckResult,
  type DrillReport,
} from '@emr-backup/plugin-emr-backup-common';
import { takenAtFromName } from '../artifact';
import { BackupFault, type LoadResult, type Profile } from '../contracts';
import type { Survey } from '../open/types';
import { stageCheck, type StageCheckId } from './stageChecks';
import type { JudgingTime } from './judgingTime';
import { notProvenByTier } from './tierRequest';
import type { RestorePlan } from './restorePlan';
import type { DrillEvent, DrillRequest } from './types';
import type { Verdict } from './verdict';

/** Everything a drill has learned so far; becomes the report. */
export class DrillRecord {
  readonly checks: CheckResult[] = [];
  readonly notProven: string[] = [];
  verdict: Verdict = {
    outcome: 'error',
    reason: { code: 'internal', message: 'The drill did not come to an end.' },
  };
  wiped = false;

  readonly #request: DrillRequest;
  readonly #time: JudgingTime;
  readonly #emit: (event: DrillEvent) => void;
  #artifact: DrillReport['artifact'];
  #engine: DrillReport['engine'] = null;
  #profile: DrillReport['profile'] = null;
  #counts: DrillReport['counts'] = { tables: 0, rows: {} };
  #schema: DrillReport['schema'] = null;
  #landed: DrillReport['landed'] = [];
  #newestRecord: DrillReport['newestRecord'] = null;
  #dataAgeSeconds: number | null = null;
  #documents: DrillReport['documents'] = null;

  constructor(
    request: DrillRequest,
    time: JudgingTime,
    emit: (event: DrillEvent) => void,
  ) {
    this.#request = request;
    this.#time = time;
    this.#emit = emit;
    this.#artifact = {
      files: request.artifact.files.map(file => ({
        path: file.path,
        bytes: file.bytes,
        sha256: null,
      })),
      format: [],
      takenAt: request.artifact.takenAt ?? this.#takenAtByName(),
    };
  }

  fetched(files: DrillReport['artifact']['files']) {
    this.#artifact.files = files;
  }

  planned(
    plan: RestorePlan,
    mainEngine: { name: string },
    survey: Pick<Survey, 'notes' | 'commands'>,
  ) {
    this.#artifact.format = plan.formats;
    this.#artifact.openedBy = [...survey.commands];
    const engine = mainEngine;
    this.#engine = { name: engine.name, server: null, settings: {} };
    this.pass('not-hollow', this.#totalBytes(), null, survey.notes);
    if (this.#artifact.files.length > 1)
      this.pass(
        'chain',
        this.#artifact.files.length,
        null,
        plan.superseded.length > 0
          ? [`${plan.superseded.length} older dumps are superseded`]
          : [],
      );
  }

  /** The engine the report is about. */
  get mainEngine(): string | undefined {
    return this.#engine?.name;
  }

  /** A stage of the pipeline that held. */
  pass(
    id: StageCheckId,
    value: CheckResult['value'],
    expected: CheckResult['expected'],
    notes: readonly string[] = [],
  ) {
    this.add(stageCheck(id, 'pass', { value, expected, notes }));
  }

  add(result: CheckResult) {
    this.checks.push(result);
    this.#emit({ type: 'check', result });
  }

  /** A fault that says the backup is bad is shown among the checks too. */
  faulted(error: unknown) {
    if (!(error instanceof BackupFault)) return;
    this.add(
      stageCheck(stageOf(error), 'fail', {
        value: null,
        expected: null,
        notes: [],
        reason: error.code,
        detail: error.message,
      }),
    );
  }

  served(engine: NonNullable<DrillReport['engine']>, main: boolean) {
    if (main) this.#engine = engine;
  }

  loaded(loads: readonly LoadResult[]) {
    const local = loads.find(load => load.takenAt)?.takenAt;
    if (this.#artifact.takenAt === null && local)
      this.#artifact.takenAt =
        takenAtFromName(local, this.#time.timezone) ?? null;
  }

  restored(facts: {
    main: boolean;
    profile: Profile;
    recognised: boolean;
    tables: number;
    rows: ReadonlyMap<string, number>;
    landed: DrillReport['landed'];
    schema: NonNullable<DrillReport['schema']>;
  }) {
    this.#counts.tables += facts.tables;
    Object.assign(this.#counts.rows, Object.fromEntries(facts.rows));
    this.#landed.push(...facts.landed);
    if (!facts.main) return;
    this.#profile = { name: facts.profile.name, recognised: facts.recognised };
    this.#schema = facts.schema;
    this.notProven.push(...facts.profile.notProven);
  }

  measured(facts: {
    newestRecord: DrillReport['newestRecord'];
    dataAgeSeconds: number | null;
    documents: DrillReport['documents'];
  }) {
    this.#newestRecord = facts.newestRecord;
    this.#dataAgeSeconds = facts.dataAgeSeconds;
    this.#documents = facts.documents;
  }

  kept(scratch: string) {
    this.notProven.push(
      NOT_PROVEN_BY_DRILL.kept.replace('{{scratch}}', () => scratch),
    );
  }

  wipeFailed(scratch: string, code: string) {
    if (this.verdict.outcome !== 'passed') return;
    this.verdict = {
      outcome: 'error',
      reason: {
        code: 'wipe-failed',
        message: `The scratch directory "${scratch}" could not be removed (${code}); it holds a restored copy.`,
      },
    };
  }

  report(timings: DrillReport['timings']): DrillReport {
    const skipped = this.checks
      .filter(check => check.status === 'skip')
      .map(check => `${check.title}: ${check.detail}`);
    return {
      ...this.verdict,
      tier: this.#request.tier ?? 'full',
      tuning: this.#request.tuning ?? 'throwaway',
      artifact: this.#artifact,
      engine: this.#engine,
      profile: this.#profile,
      checks: this.checks,
      counts: this.#counts,
      schema: this.#schema,
      newestRecord: this.#newestRecord,
      dataAgeSeconds: this.#dataAgeSeconds,
      documents: this.#documents,
      landed: this.#landed,
      timings,
      notProven: [
        ...new Set([
          ...notProvenByTier(this.#request.tier ?? 'full'),
          ...this.notProven,
          ...skipped,
        ]),
      ],
      wiped: this.wiped,
      asOf: this.#time.asOf,
    };
  }

  #totalBytes() {
    return this.#artifact.files.reduce((sum, file) => sum + file.bytes, 0);
  }

  #takenAtByName(): string | null {
    const times = this.#request.artifact.files
      .map(file =>
        takenAtFromName(path.posix.basename(file.path), this.#time.timezone),
      )
      .filter(at => at !== undefined);
    return times.sort().at(-1) ?? null;
  }
}

const OPENING = new Set<string>([
  'truncated',
  'archive-damaged',
  'undecryptable-wrong-key',
  'undecryptable-truncated',
  'not-a-backup',
]);

function stageOf(fault: BackupFault): StageCheckId {
  if (fault.code === 'hollow') return 'not-hollow';
  if (fault.code === 'chain-incomplete') return 'chain';
  if (fault.code === 'client-command-in-dump') return 'client-commands';
  return OPENING.has(fault.code) ? 'opened' : 'loaded';
}
