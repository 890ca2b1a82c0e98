import path from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { BackupCopy } from '@emr-backup/plugin-emr-backup-common';
import {
  DrillFault,
  groupArtifacts,
  type RecognisedArtifact,
  type StoredFile,
} from '@emr-backup/plugin-emr-backup-node';
import type { KnownJob } from '../inventory';
import type { StoreRegistry } from '../store';
import { isHollow } from './hollow';
import type { ObservationStore, ObservedArtifact } from './ObservationStore';

/** Copies looked at together: enough to hide one slow store, few enough to spare a shared one. */
const PARALLEL = 4;

/** Looks at the stores and records what lies there. */
export class Observer {
  constructor(
    private readonly options: {
      stores: StoreRegistry;
      observations: ObservationStore;
      everySeconds: number;
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
    const { observations, logger } = this.options;
    const key = { jobRef: job.ref, store: copy.store, path: copy.path };
    try {
      const artifacts = await this.find(job, copy, options.signal);
      const observed = await this.#examine(copy, artifacts, options.signal);
      await observations.record(key, observed, options.now);
    } catch (error) {
      if (options.signal?.aborted) throw error;
      const problem = problemOf(error, copy);
      logger.warn(`${job.ref}: ${problem}`);
      await observations.recordProblem(key, problem, options.now);
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

  async #examine(
    copy: BackupCopy,
    artifacts: readonly RecognisedArtifact[],
    signal?: AbortSignal,
  ): Promise<ObservedArtifact[]> {
    const store = this.options.stores.get(copy.store);
    const observed: ObservedArtifact[] = [];
    for (const artifact of artifacts)
      observed.push({
        key: keyOf(artifact),
        name: artifact.name,
        bytes: artifact.bytes,
        files: artifact.files.length,
        takenAt: artifact.takenAt,
        hollow: await isHollow(store, artifact, signal),
      });
    return observed;
  }

  async #due(jobs: readonly KnownJob[], now: Date) {
    const { observations, everySeconds } = this.options;
    const looks = new Map(
      (await observations.observedAt()).map(look => [
        JSON.stringify([look.jobRef, look.store, look.path]),
        Date.parse(look.observedAt),
      ]),
    );
    const latest = now.getTime() - everySeconds * 1000;
    return jobs
      .flatMap(job => job.spec.copies.map(copy => ({ job, copy })))
      .filter(({ job, copy }) => {
        const at = looks.get(JSON.stringify([job.ref, copy.store, copy.path]));
        return at === undefined || at <= latest;
      });
  }
}

/** Names repeat in the folders of a store; with the folder they are unique, and stay the same while a folder grows. */
function keyOf({ kind, name, files }: RecognisedArtifact) {
  return `${kind}:${path.posix.dirname(files[0].path)}/${name}`;
}

/** Our own sentences are for people; anything else stays with its class. */
function problemOf(error: unknown, copy: BackupCopy): string {
  if (error instanceof DrillFault || error instanceof InputError)
    return error.message;
  const kind = error instanceof Error ? error.name : typeof error;
  return `The store "${copy.store}" could not be looked at (${kind}).`;
}
