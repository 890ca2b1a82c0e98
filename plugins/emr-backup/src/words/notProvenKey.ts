import { notProven } from './en/notProven';

/** What stands for itself in a regular expression. */
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Each text as what finds it in a report, with what stands in it. */
const FORMS = Object.entries(notProven).map(([key, text]) => ({
  key: `notProven.${key}`,
  form: new RegExp(
    `^${text
      .split(/\{\{(\w+)\}\}/)
      .map((part, index) => (index % 2 ? `(?<${part}>.+)` : literally(part)))
      .join('')}$`,
  ),
}));

/** Under which key a text of a report is translated; undefined for what a site's own profile says. */
export function notProvenKey(
  text: string,
): { key: string; values: Record<string, string> } | undefined {
  for (const { key, form } of FORMS) {
    const found = form.exec(text);
    if (found) return { key, values: { ...found.groups } };
  }
  return undefined;
}

/** What a drill does not prove in the reader's language, where it is ours to say. */
export function notProvenSaid(
  text: string,
  said: (key: string, values?: Record<string, string>) => string | undefined,
): string | undefined {
  const known = notProvenKey(text);
  return known && said(known.key, known.values);
}
