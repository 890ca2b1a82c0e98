import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { BackupCopy } from '@emr-backup/plugin-emr-backup-common';
import {
  DrillFault,
  groupArtifacts,
  type BackupStore,
  type RecognisedArtifact,
  type StoredFile,
} from '@emr-backup/plugin-emr-backup-node';
import type { KnownJob } from '../inventory';
import type { StoreRegistry } from '../store';
import { toInstant } from '../time';
import type { CopyKey, ObservedArtifact } from './CopyFacts';
import { examine } from './examine';
import type { LookRhythm } from './lookRhythm';
import type { ObservationStore } from './ObservationStore';
import { markShrunk, type ShrunkRule } from './shrunk';

/** Copies looked at together: enough to hide one slow store, few enough to spare a shared one. */
const PARALLEL = 4;

/** Looks at the stores and records what lies there. */
export class Observer {
  constructor(
    private readonly options: {
      stores: StoreRegistry;
      observations: ObservationStore;
      rhythm: LookRhythm;
      shrunk: ShrunkRule;
      /** Larger backups are not read for their digest. */
      digestUpToBytes: number;
      /** What a store does not list any more is held to lie there so long. */
      retentionSeconds: number;
      logger: LoggerService;
    },
  ) {}

  /** Looks at every copy whose time has come. One that fails is a row with its problem; the others go on. */
  async observeDue(
    jobs: readonly KnownJob[],
    options: { now: Date; signal?: AbortSignal },
  ): Promise<{ jobRefs: string[] }> {
    const { now, signal } = options;
    const due = await this.#due(jobs, now);
    const looked = new Set<string>();
    const next = async () => {
      for (let item = due.shift(); item; item = due.shift()) {
        signal?.throwIfAborted();
        await this.observe(item.job, item.copy, { now: new Date(), signal });
        looked.add(item.job.ref);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, next));
    return { jobRefs: [...looked] };
  }

  async observe(
    job: KnownJob,
    copy: BackupCopy,
    options: { now: Date; signal?: AbortSignal },
  ): Promise<void> {
    const { observations, rhythm, logger } = this.options;
    const { now, signal } = options;
    const key = { jobRef: job.ref, store: copy.store, path: copy.path };
    try {
      const known = await observations.present(key);
      const listed = await this.find(job, copy, signal);
      const store = this.options.stores.get(copy.store);
      const artifacts = await this.#judge(store, listed, {
        key,
        known,
        ...options,
      });
      const good = artifacts.find(artifact => !artifact.hollow);
      await observations.record(
        key,
        {
          artifacts,
          known,
          listedSince: this.#listedSince(store, listed, now),
          nextLookAt: rhythm.next(job, good?.takenAt ?? null, now),
        },
        now,
      );
    } catch (error) {
      if (signal?.aborted) throw error;
      const failure = failureOf(error, copy);
      logger.warn(`${job.ref}: ${failure.problem}`);
      const nextLookAt = rhythm.next(job, null, now);
      await observations.recordProblem(key, { ...failure, nextLookAt }, now);
    }
  }

  /** The backups that lie in a copy now, newest first. */
  async find(
    job: Pick<KnownJob, 'timezone'>,
    copy: BackupCopy,
    signal?: AbortSignal,
  ): Promise<RecognisedArtifact[]> {
    const store = this.options.stores.get(copy.store);
    const files: StoredFile[] = [];
    for await (const file of store.list({ pattern: copy.path, signal }))
      files.push(file);
    return groupArtifacts(files, { timezone: job.timezone });
  }

  async #judge(
    store: BackupStore,
    listed: readonly RecognisedArtifact[],
    look: {
      key: CopyKey;
      known: ReadonlyMap<string, ObservedArtifact>;
      now: Date;
      signal?: AbortSignal;
    },
  ): Promise<ObservedArtifact[]> {
    const { observations, shrunk, digestUpToBytes } = this.options;
    const { key, known } = look;
    const artifacts = await examine(store, listed, {
      ...look,
      digestUpToBytes,
    });
    const anyNew = artifacts.some(
      one => known.get(one.key)?.fingerprint !== one.fingerprint,
    );
    const gone = anyNew ? await observations.gone(key, shrunk.of) : [];
    return markShrunk(artifacts, { known, gone }, shrunk);
  }

  /** Some stores list only the newest backups: what is older than those did not leave, until nobody remembers it anyway. */
  #listedSince(
    store: BackupStore,
    listed: readonly RecognisedArtifact[],
    now: Date,
  ): string | undefined {
    const oldest = listed.at(-1)?.takenAt;
    if (oldest === undefined || listed.length < (store.listsNewest ?? Infinity))
      return undefined;
    const remembered = toInstant(
      now.getTime() - this.options.retentionSeconds * 1000,
    );
    return oldest > remembered ? oldest : undefined;
  }

  async #due(jobs: readonly KnownJob[], now: Date) {
    const { observations, stores } = this.options;
    const notDue = new Set(
      (await observations.notDue(now)).map(({ jobRef, store, path }) =>
        JSON.stringify([jobRef, store, path]),
      ),
    );
    return jobs
      .flatMap(job => job.spec.copies.map(copy => ({ job, copy })))
      .filter(
        ({ job, copy }) =>
          !notDue.has(JSON.stringify([job.ref, copy.store, copy.path])) &&
          // A medium that is carried away need not be anywhere we can look.
          !(copy.custody && !stores.has(copy.store)),
      );
  }
}

/** Our own sentences are for people; anything else stays with its class. */
function failureOf(
  error: unknown,
  copy: BackupCopy,
): { problem: string; code: string } {
  if (error instanceof DrillFault)
    return { problem: error.message, code: error.code };
  if (error instanceof InputError)
    return { problem: error.message, code: 'refused' };
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    problem: `The store "${copy.store}" could not be looked at (${kind}).`,
    code: 'unknown',
  };
}
