/** Names people can take in at a glance; the rest is counted. */
const SHOWN = 5;

/** `a, b, c and 4 more`. For names of tables and columns only, never for values. */
export function listed(names: readonly string[]): string {
  if (names.length <= SHOWN) return names.join(', ');
  return `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;
}

/** `1 table`, `2 tables`, `no table`. */
export function counted(
  count: number,
  singular: string,
  plural = `${singular}s`,
): string {
  if (count === 0) return `no ${singular}`;
  return `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`;
}

/** `3.2 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

/** `2 d 3 h`, `3 h 5 min`, `40 s`. */
export function span(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  if (minutes > 0) return `${minutes} min`;
  return `${Math.floor(seconds)} s`;
}
