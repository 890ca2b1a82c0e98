const LONGEST_TEXT = 80;

/**
 * A value as a message may quote it. Of objects only the field names are told:
 * what stands in them has messages of its own.
 */
export const shownValue = (value: unknown): string => {
  if (value === null || value === undefined) {
    return 'empty';
  }
  if (typeof value === 'string') {
    return JSON.stringify(
      value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value,
    );
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? 'an empty list' : 'a list';
  }
  if (typeof value === 'object') {
    const names = Object.keys(value);
    return names.length === 0 ? 'an empty object' : `{ ${names.join(', ')} }`;
  }
  return String(value);
};
