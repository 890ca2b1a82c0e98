import { createHmac } from 'node:crypto';
import type {
  BackupCopy,
  DrillLogCode,
} from '@emr-backup/plugin-emr-backup-common';
import {
  DrillFault,
  type Artifact,
  type BackupStore,
  type DrillRequest,
  type ProfileCatalog,
  type RecognisedArtifact,
} from '@emr-backup/plugin-emr-backup-node';
import type { KeyRing, Settings } from '../config';
import type { DrillStore, DrillSubject } from '../drills';
import type { KnownJob } from '../inventory';
import type { Observer } from '../observation';
import { drilledCopyIndex } from '../standing';
import type { StoreRegistry } from '../store';
import { durationSeconds } from '../time';
import { pickArtifact } from './pickArtifact';
import { profileOfJob } from './profileOfJob';

/**
 * One in so many drills of a job runs at the server's default settings, by a
 * single stream, to measure what a recovery would take. More often costs
 * hours, less often lets the estimate be scaled from an old, smaller database.
 */
const MEASURE_EVERY = 10;

/** A job made ready to be drilled. */
export interface PreparedDrill {
  request: DrillRequest;
  subject: DrillSubject;
}

/** Makes the request of a drill from the job, the stores and app-config. */
export class DrillRequests {
  constructor(
    private readonly options: {
      settings: Settings;
      stores: StoreRegistry;
      keys: KeyRing;
      profiles: ProfileCatalog;
      observer: Observer;
      drills: DrillStore;
      identitySecret: string;
    },
  ) {}

  /** Throws a DrillFault when the job names what is not there. */
  async prepare(
    job: KnownJob,
    options: {
      signal: AbortSignal;
      onSubject: (subject: DrillSubject) => Promise<void>;
      /** Writes a line of the drill's log. */
      note?: (
        code: DrillLogCode,
        values: Record<string, string | number>,
      ) => void;
      /** Of a scheduled drill: by it the policy picks the backup. Absent: the newest. */
      scheduledDrill?: string;
    },
  ): Promise<PreparedDrill> {
    const { settings, stores, keys, profiles, observer, identitySecret } =
      this.options;
    const copy = drilledCopyOf(job);
    const subject = {
      store: copy.store,
      path: copy.path,
      location: copy.location ?? null,
    };
    await options.onSubject(subject);
    const store = stores.get(copy.store);
    const found = await observer.find(job, copy, options.signal);
    const { scheduledDrill: id, note } = options;
    note?.('store-listed', { store: copy.store, backups: found.length });
    const picked =
      id === undefined
        ? found[0]
        : pickArtifact(found, job.spec.drill, { id, now: new Date() });
    if (!picked)
      throw new DrillFault(
        'artifact-missing',
        `No backup lies in the store "${copy.store}" at "${copy.path}".`,
      );
    const named: DrillSubject = {
      ...subject,
      artifact: {
        name: picked.name,
        takenAt: picked.takenAt,
        bytes: picked.bytes,
      },
    };
    await options.onSubject(named);
    const atRandom = id !== undefined && job.spec.drill?.pick === 'random';
    note?.(atRandom ? 'chosen-random' : 'chosen-newest', {
      name: picked.name,
      bytes: picked.bytes,
    });
    return {
      subject: named,
      request: {
        artifact: await openableArtifact(store, picked),
        profile: profileOfJob(job, profiles),
        tuning: (await this.options.drills.measureIsDue(job.ref, MEASURE_EVERY))
          ? 'default'
          : 'throwaway',
        key: job.spec.key ? keys.get(job.spec.key) : undefined,
        baseline: await this.#baselineOf(job, picked.takenAt),
        freshnessAt: picked.takenAt,
        rpoSeconds: durationSeconds(job.spec.objectives?.rpo),
        timezone: job.timezone,
        openingHours: job.openingHours ?? undefined,
        canaries: job.spec.canaries,
        checks: job.spec.checks,
        identitySalt: createHmac('sha256', identitySecret)
          .update(job.ref)
          .digest('hex'),
        workDir: settings.workDir,
        timeoutSeconds: settings.drills.timeoutSeconds,
        maxMemoryBytes: settings.runner.maxMemoryBytes,
      },
    };
  }

  /** An older backup may hold less than one that was proven since; it is compared with a proof that is not younger. */
  async #baselineOf(job: KnownJob, takenAt: string) {
    const { drills } = this.options;
    const passed = (await drills.facts([job.ref])).get(job.ref)?.passed;
    if (!passed) return undefined;
    const provenTakenAt = passed.artifact?.takenAt ?? '';
    const id =
      provenTakenAt <= takenAt
        ? passed.id
        : await drills.proofOfBackupUntil(job.ref, takenAt);
    return id === undefined ? undefined : drills.report(id);
  }
}

function drilledCopyOf(job: KnownJob): BackupCopy {
  const copy = job.spec.copies[drilledCopyIndex(job)];
  if (!copy)
    throw new DrillFault(
      'artifact-missing',
      `The backup job "${job.title}" names no copy that could be restored.`,
    );
  return copy;
}

async function openableArtifact(
  store: BackupStore,
  { name, files, takenAt }: RecognisedArtifact,
): Promise<Artifact> {
  const openable: Artifact['files'][number][] = [];
  for (const file of files)
    openable.push({
      ...file,
      localPath: await store.localPath?.(file.path),
      open: options => store.open(file.path, options),
    });
  return { name, takenAt, files: openable };
}
