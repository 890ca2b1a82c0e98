import type { Translated } from './Translated';

/** `fleet.title` of `{ fleet: { title } }`. */
export type MessageKey<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${MessageKey<T[K]>}`;
}[keyof T & string];

/** `{ fleet: { title } }` as the translation API wants it: `{ 'fleet.title' }`. */
export function flatMessages(
  messages: Translated,
  prefix = '',
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value]]
        : Object.entries(flatMessages(value, `${prefix}${key}.`)),
    ),
  );
}
