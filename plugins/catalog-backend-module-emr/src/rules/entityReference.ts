import { makeValidator, parseEntityRef } from '@backstage/catalog-model';

/** Which entities a field may refer to. */
export type EntityReferenceTarget = {
  /** The kind of a ref that names none. Without it every ref must name its kind. */
  defaultKind?: string;
  /** The kinds it may refer to; every kind when absent. */
  kinds?: string[];
};

const envelope = makeValidator();

const inWords = (kinds: string[]): string => {
  const article = /^[AEIOU]/.test(kinds[0]) ? 'an' : 'a';
  const last = kinds[kinds.length - 1];
  const rest = kinds.slice(0, -1).join(', ');
  return `${article} ${rest ? `${rest} or ${last}` : last}`;
};

/** What a ref to such an entity looks like, for messages. */
export const referenceWording = (
  target: EntityReferenceTarget,
  name: string,
): string => {
  const kind = target.defaultKind ?? target.kinds?.[0] ?? 'Resource';
  const full = `${kind.toLocaleLowerCase('en-US')}:default/${name}`;
  return target.kinds
    ? `the ref of ${inWords(target.kinds)} such as ${full}`
    : `an entity ref with its kind such as ${full}`;
};

/** Whether the text is a ref to an entity of a fitting kind. */
export const refersTo = (
  value: string,
  target: EntityReferenceTarget,
): boolean => {
  let ref;
  try {
    ref = parseEntityRef(value, { defaultKind: target.defaultKind });
  } catch {
    return false;
  }
  const kind = ref.kind.toLocaleLowerCase('en-US');
  return (
    envelope.isValidKind(ref.kind) &&
    envelope.isValidNamespace(ref.namespace) &&
    envelope.isValidEntityName(ref.name) &&
    (!target.kinds ||
      target.kinds.some(one => one.toLocaleLowerCase('en-US') === kind))
  );
};
