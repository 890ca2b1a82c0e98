import { useCallback, useMemo } from 'react';
import useLocation from 'react-use/esm/useLocation';
import {
  STANDINGS,
  type FleetQuery,
  type Standing,
} from '@emr-backup/plugin-emr-backup-common';

/** The filters that are one value each. */
export const FLEET_FILTERS = [
  'owner',
  'operator',
  'region',
  'hosting',
] as const;
export type FleetFilter = (typeof FLEET_FILTERS)[number];

/** What the fleet page shows: all of it is in the address, so a view can be sent to a colleague. */
export type FleetView = {
  search: string;
  standing?: Standing;
  offset: number;
} & Partial<Record<FleetFilter, string>>;

const KEYS = ['search', 'standing', 'offset', ...FLEET_FILTERS] as const;

export function parseFleetView(search: string): FleetView {
  const params = new URLSearchParams(search);
  const view: FleetView = {
    search: params.get('search') ?? '',
    standing: STANDINGS.find(known => known === params.get('standing')),
    offset: Math.max(0, Math.trunc(Number(params.get('offset'))) || 0),
  };
  for (const filter of FLEET_FILTERS) {
    const value = params.get(filter);
    if (value) view[filter] = value;
  }
  return view;
}

/** Writes a view into a query string and leaves what others put there alone. */
export function writeFleetView(view: FleetView, search: string): string {
  const params = new URLSearchParams(search);
  for (const key of KEYS) {
    const value = view[key];
    if (value) params.set(key, String(value));
    else params.delete(key);
  }
  return params.size ? `?${params}` : '';
}

export const isFiltered = (view: FleetView) =>
  KEYS.some(key => key !== 'offset' && Boolean(view[key]));

export const toFleetQuery = (view: FleetView, limit: number): FleetQuery => ({
  ...view,
  search: view.search || undefined,
  limit,
});

/**
 * The view in the address bar. The browser's history is used rather than a
 * router hook, since the portal's router is about to change under plugins.
 */
export function useFleetView() {
  const { search = '' } = useLocation();
  const view = useMemo(() => parseFleetView(search), [search]);
  const change = useCallback((part: Partial<FleetView>) => {
    const { pathname, search: now, hash } = window.location;
    const next = { ...parseFleetView(now), offset: 0, ...part };
    window.history.replaceState(
      window.history.state,
      '',
      `${pathname}${writeFleetView(next, now)}${hash}`,
    );
  }, []);
  return { view, change };
}
