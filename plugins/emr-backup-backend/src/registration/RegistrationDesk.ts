import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import type {
  RegistrationProblem,
  RegistrationResult,
} from '@emr-backup/plugin-emr-backup-common';
import type { CatalogView } from './CatalogView';
import { checkEntity, nameOfRaw } from './entityCheck';
import { neighborsOf } from './neighbors';
import type { RegistrationStore, StoredEntity } from './RegistrationStore';

/** Topic on which the catalog hears that there is something new to read. */
export const REGISTRATION_EVENT_TOPIC = 'emr-backup.registrations';

/** An entity to register, in its place among the others. */
interface Entry {
  ref: string;
  name: string;
  entity: Entity;
}

/** Takes entities into the catalog: all of a request, or none of it. */
export class RegistrationDesk {
  constructor(
    private readonly options: {
      store: RegistrationStore;
      catalog: CatalogView;
      events: EventsService;
      enabled: boolean;
    },
  ) {}

  /** Why nothing can be stored here, null when it can. */
  refusal(): string | null {
    return this.options.enabled
      ? null
      : 'Storing clinics is not switched on in this portal (emrBackup.registration.enabled); put the YAML into your catalog repository instead.';
  }

  entities(): Promise<Entity[]> {
    return this.options.store.all();
  }

  /** The same for people, with who changed them last. */
  stored(): Promise<StoredEntity[]> {
    return this.options.store.list();
  }

  /** Checks everything; stores it when nothing is wrong and it is no dry run. */
  async register(
    raw: readonly Record<string, unknown>[],
    by: { name: string; now: Date; dryRun: boolean },
  ): Promise<RegistrationResult> {
    const refusal = this.refusal();
    if (refusal && !by.dryRun) throw new NotAllowedError(refusal);
    const problems: RegistrationProblem[] = [];
    const entries = await this.#read(raw, problems);
    await this.#compare(entries, problems);
    const known = await this.options.store.texts(entries.map(({ ref }) => ref));
    const changed = entries.filter(
      ({ ref, entity }) => known.get(ref) !== JSON.stringify(entity),
    );
    const stored = !by.dryRun && problems.length === 0;
    if (stored && changed.length > 0) {
      await this.options.store.put(
        changed.map(({ entity }) => entity),
        by,
      );
      await this.#announce();
    }
    return {
      stored,
      entities: entries.map(({ ref, entity }) => ({
        ref,
        change: changeOf(known.get(ref), entity),
      })),
      problems,
    };
  }

  /** Takes a registered entity out of the catalog. */
  async remove(ref: string): Promise<void> {
    const refusal = this.refusal();
    if (refusal) throw new NotAllowedError(refusal);
    if (!(await this.options.store.remove(ref)))
      throw new NotFoundError(
        `"${ref}" was not registered here; remove it where the catalog has it from.`,
      );
    await this.#announce();
  }

  async #read(
    raw: readonly Record<string, unknown>[],
    problems: RegistrationProblem[],
  ): Promise<Entry[]> {
    const entries: Entry[] = [];
    const seen = new Set<string>();
    for (const [index, item] of raw.entries()) {
      const name = nameOfRaw(item) || `entity ${index + 1}`;
      const checked = await checkEntity(item);
      for (const { field, message } of checked.problems)
        problems.push({ entity: name, field, row: null, message });
      if (!checked.entity) continue;
      const ref = stringifyEntityRef(checked.entity);
      if (seen.has(ref))
        problems.push({
          entity: name,
          field: 'metadata.name',
          row: null,
          message: `metadata.name is "${checked.entity.metadata.name}"; another ${checked.entity.kind} of this request has the same name`,
        });
      seen.add(ref);
      entries.push({ ref, name, entity: checked.entity });
    }
    return entries;
  }

  /** With each other and with the catalog: nobody's entity is taken over, and every neighbor exists. */
  async #compare(
    entries: readonly Entry[],
    problems: RegistrationProblem[],
  ): Promise<void> {
    const own = new Set(entries.map(({ ref }) => ref));
    const neighbors = entries.flatMap(({ name, entity }) =>
      neighborsOf(entity).map(neighbor => ({ name, ...neighbor })),
    );
    const origins = await this.options.catalog.origins([
      ...own,
      ...neighbors.map(({ ref }) => ref),
    ]);
    for (const { ref, name, entity } of entries) {
      const origin = origins.get(ref);
      if (origin)
        problems.push({
          entity: name,
          field: 'metadata.name',
          row: null,
          message: `metadata.name is "${entity.metadata.name}"; the catalog has this ${entity.kind} already, from ${origin}`,
        });
    }
    const unregistered = await this.options.store.texts(
      neighbors.map(({ ref }) => ref),
    );
    for (const { name, field, value, ref } of neighbors) {
      if (own.has(ref) || origins.has(ref) || unregistered.has(ref)) continue;
      problems.push({
        entity: name,
        field,
        row: null,
        message: `${field} is "${value}"; neither the catalog nor this request has ${ref}`,
      });
    }
  }

  #announce(): Promise<void> {
    return this.options.events.publish({
      topic: REGISTRATION_EVENT_TOPIC,
      eventPayload: {},
    });
  }
}

function changeOf(before: string | undefined, entity: Entity) {
  if (before === undefined) return 'new';
  return before === JSON.stringify(entity) ? 'same' : 'changed';
}
