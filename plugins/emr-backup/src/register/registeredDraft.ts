import { parseEntityRef } from '@backstage/catalog-model';
import type { RegisteredEntity } from '@emr-backup/plugin-emr-backup-common';
import {
  DRAFT_FIELDS,
  emptyDraft,
  type ClinicDraft,
  type DraftKind,
} from './clinicDraft';
import { draftEntities } from './draftEntities';

type Known = RegisteredEntity['entity'];

const nameIn = (value: unknown) =>
  typeof value === 'string'
    ? parseEntityRef(value, { defaultKind: 'any' }).name
    : undefined;

/** The clinic, server and job that belong to one of them, as far as each is the only one. */
function family(one: Known, all: readonly Known[]): Map<string, Known> {
  const named = (kind: DraftKind, name: unknown) =>
    all.find(
      known => known.kind === kind && known.metadata.name === nameIn(name),
    );
  const naming = (kind: DraftKind, field: string, name?: string) => {
    const found = all.filter(
      known => known.kind === kind && nameIn(known.spec[field]) === name,
    );
    return found.length === 1 ? found[0] : undefined;
  };
  let server = one.kind === 'EmrServer' ? one : undefined;
  if (one.kind === 'BackupJob') server = named('EmrServer', one.spec.server);
  if (one.kind === 'Clinic')
    server = naming('EmrServer', 'clinic', one.metadata.name);
  const members = [
    named('Clinic', server?.spec.clinic),
    server,
    naming('BackupJob', 'server', server?.metadata.name),
  ];
  return new Map(
    members.flatMap(member => (member ? [[member.kind, member]] : [])),
  );
}

function textAt(entity: unknown, path: string): string {
  const value = path
    .split(/[.[\]]+/)
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null
          ? Reflect.get(inner, key)
          : undefined,
      entity,
    );
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === undefined ? '' : String(value);
}

/** The same whatever order the fields stand in. */
const sameness = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );

/**
 * What the form has to be filled with to say what is stored of a clinic, its
 * server and its job. Undefined when the form cannot say all of it: to change
 * a part would lose the rest.
 */
export function registeredDraft(
  one: Known,
  all: readonly Known[],
): ClinicDraft | undefined {
  const members = family(one, all);
  const draft = emptyDraft();
  for (const { id, kind, path } of DRAFT_FIELDS)
    draft[id] = textAt(members.get(kind), path);
  const said = draftEntities(draft);
  const isWhole = said.every(
    entity => sameness(entity) === sameness(members.get(entity.kind)),
  );
  return isWhole ? draft : undefined;
}
