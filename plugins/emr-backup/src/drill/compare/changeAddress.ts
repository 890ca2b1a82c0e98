/**
 * Puts a value into the address, so that a comparison can be sent to a
 * colleague. The browser's history is used rather than a router hook, since
 * the portal's router is about to change under plugins.
 */
export function changeAddress(key: string, value: string) {
  const { pathname, search, hash } = window.location;
  const params = new URLSearchParams(search);
  params.set(key, value);
  window.history.replaceState(
    window.history.state,
    '',
    `${pathname}?${params}${hash}`,
  );
}
