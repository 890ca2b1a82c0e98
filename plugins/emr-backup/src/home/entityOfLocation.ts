/** Which entity the page of a search result is about, by its address. */
export function entityOfLocation(location: string): {
  kind: string;
  ref: string;
} {
  const [name = '', kind = '', namespace = ''] = location
    .split(/[?#]/)[0]
    .split('/')
    .filter(Boolean)
    .map(part => decodeURIComponent(part).toLocaleLowerCase('en-US'))
    .reverse();
  return { kind, ref: `${kind}:${namespace}/${name}` };
}
