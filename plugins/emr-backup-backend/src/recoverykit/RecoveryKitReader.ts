import { NotFoundError } from '@backstage/errors';
import {
  tell,
  type RecoveryKit,
  type Told,
} from '@emr-backup/plugin-emr-backup-common';
import type {
  ProfileCatalog,
  RecognisedArtifact,
} from '@emr-backup/plugin-emr-backup-node';
import type { DrillStore } from '../drills';
import type { InventoryStore, KnownJob } from '../inventory';
import type { Observer } from '../observation';
import { drilledCopyIndex } from '../standing';
import type { StoreRegistry } from '../store';
import { toInstant } from '../time';
import { checkSteps } from './checkSteps';
import { fetchSteps } from './fetchSteps';
import type { KitFacts } from './KitFacts';
import { openSteps } from './openSteps';
import { serverSteps } from './serverSteps';

/** A page waits for the kit; a store slower than this is left out of it. */
const LOOK_MS = 15_000;

/** Writes down how a job's backup is restored without this portal. */
export class RecoveryKitReader {
  constructor(
    private readonly options: {
      inventory: InventoryStore;
      observer: Observer;
      drills: DrillStore;
      stores: StoreRegistry;
      profiles: ProfileCatalog;
    },
  ) {}

  async kit(jobRef: string, now: Date): Promise<RecoveryKit> {
    const { inventory, drills } = this.options;
    const job = await inventory.job(jobRef);
    if (!job) throw new NotFoundError(`There is no backup job "${jobRef}".`);
    const { passed } = (await drills.facts([job.ref])).get(job.ref) ?? {};
    const report = passed && (await drills.report(passed.id));
    const artifact = await this.#newest(job);
    const facts: KitFacts = {
      job,
      artifact,
      fetch: artifact && this.#fetch(job, artifact),
      report,
      coreTables: this.#coreTables(report?.profile?.name),
    };
    const found = caveats(facts);
    return {
      generatedAt: toInstant(now),
      drillId: passed?.id ?? null,
      caveats: found.map(({ sentence }) => sentence),
      caveatsTold: found.map(({ told }) => told),
      steps: [
        ...fetchSteps(facts),
        ...openSteps(facts),
        ...serverSteps(facts),
        ...checkSteps(facts),
      ],
    };
  }

  /** A store that does not answer leaves a kit without file names, and with a caveat. */
  async #newest(job: KnownJob): Promise<RecognisedArtifact | undefined> {
    const copy = job.spec.copies[drilledCopyIndex(job)];
    if (!copy) return undefined;
    try {
      const signal = AbortSignal.timeout(LOOK_MS);
      return (await this.options.observer.find(job, copy, signal))[0];
    } catch {
      return undefined;
    }
  }

  #fetch(job: KnownJob, artifact: RecognisedArtifact) {
    const copy = job.spec.copies[drilledCopyIndex(job)];
    return this.options.stores
      .get(copy.store)
      .byHand?.(artifact.files.map(file => file.path));
  }

  #coreTables(profile: string | undefined): readonly string[] {
    if (profile === undefined) return [];
    try {
      return this.options.profiles.get(profile).core.map(({ table }) => table);
    } catch {
      // A profile that was taken away since the drill: the largest tables are counted.
      return [];
    }
  }
}

function caveats({
  artifact,
  report,
}: KitFacts): { sentence: string; told: Told }[] {
  const found: { sentence: string; told: Told }[] = [];
  if (!artifact)
    found.push({
      sentence:
        'The store could not be listed just now: look up the newest file yourself.',
      told: tell('kit-store-silent'),
    });
  if (!report)
    found.push({
      sentence:
        'No drill of this backup has passed yet, so that nobody knows how it is opened and loaded, nor whether it can be.',
      told: tell('kit-never-passed'),
    });
  const drilled = new Set(report?.artifact.files.map(file => file.path));
  if (report && artifact && !artifact.files.some(f => drilled.has(f.path)))
    found.push({
      sentence:
        'The newest backup is newer than the one the last passed drill restored; the steps are those of that drill.',
      told: tell('kit-newer'),
    });
  return found;
}
