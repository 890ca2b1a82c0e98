const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const LONGEST_NAME = 60;

const step = (name: string): string => {
  if (/^\d+$/.test(name)) {
    return `[${name}]`;
  }
  return PLAIN_NAME.test(name) && name.length <= LONGEST_NAME
    ? `.${name}`
    : `[${JSON.stringify(name.slice(0, LONGEST_NAME))}]`;
};

/** A JSON pointer, and a field in it when given, as people write it in a sentence. */
export const fieldPath = (pointer: string, field?: string): string => {
  const names = pointer
    .split('/')
    .slice(1)
    .map(name => name.replace(/~1/g, '/').replace(/~0/g, '~'));
  return [...names, ...(field === undefined ? [] : [field])]
    .map(step)
    .join('')
    .replace(/^\./, '');
};
