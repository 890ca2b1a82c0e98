import { createHmac } from 'node:crypto';
import type { BackupCopy } from '@emr-backup/plugin-emr-backup-common';
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
import { profileOfJob } from './profileOfJob';

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
    const [newest] = await observer.find(job, copy, options.signal);
    if (!newest)
      throw new DrillFault(
        'artifact-missing',
        `No backup lies in the store "${copy.store}" at "${copy.path}".`,
      );
    const named: DrillSubject = {
      ...subject,
      artifact: {
        name: newest.name,
        takenAt: newest.takenAt,
        bytes: newest.bytes,
      },
    };
    await options.onSubject(named);
    return {
      subject: named,
      request: {
        artifact: await openableArtifact(store, newest),
        profile: profileOfJob(job, profiles),
        key: job.spec.key ? keys.get(job.spec.key) : undefined,
        baseline: await this.#baselineOf(job),
        freshnessAt: newest.takenAt,
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
      },
    };
  }

  async #baselineOf(job: KnownJob) {
    const { drills } = this.options;
    const passed = (await drills.facts([job.ref])).get(job.ref)?.passed;
    return passed && drills.report(passed.id);
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
