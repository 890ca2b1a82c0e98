import { useCallback, useMemo } from 'react';
import useLocation from 'react-use/esm/useLocation';
import {
  FLEET_GROUPS,
  FLEET_SORTS,
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
export type FleetSort = (typeof FLEET_SORTS)[number];
export type FleetGrouping = (typeof FLEET_GROUPS)[number];

/** `table` is what a page without a word about it shows. */
export const FLEET_LAYOUTS = ['table', 'compact', 'wall'] as const;
export type FleetLayout = (typeof FLEET_LAYOUTS)[number];

/** What the fleet page shows: all of it is in the address, so a view can be sent to a colleague. */
export type FleetView = {
  search: string;
  standing?: Standing;
  /** Only clinics whose owner is the reader or one of their groups. */
  mine?: boolean;
  sort?: FleetSort;
  group?: FleetGrouping;
  layout?: FleetLayout;
  offset: number;
} & Partial<Record<FleetFilter, string>>;

/** Where each part of a view stands in the address. */
const PARAMETERS = {
  search: 'search',
  standing: 'standing',
  mine: 'mine',
  sort: 'sort',
  group: 'group',
  layout: 'view',
  offset: 'offset',
  owner: 'owner',
  operator: 'operator',
  region: 'region',
  hosting: 'hosting',
} as const satisfies Record<keyof FleetView, string>;
const KEYS = Object.keys(PARAMETERS) as (keyof FleetView)[];
const NARROWING: (keyof FleetView)[] = [
  'search',
  'standing',
  'mine',
  ...FLEET_FILTERS,
];

/** A view that leaves nothing out. */
export const EVERY_CLINIC = {
  search: '',
  standing: undefined,
  mine: undefined,
  owner: undefined,
  operator: undefined,
  region: undefined,
  hosting: undefined,
} satisfies Partial<FleetView>;

export function parseFleetView(search: string): FleetView {
  const params = new URLSearchParams(search);
  const oneOf = <T extends string>(known: readonly T[], key: keyof FleetView) =>
    known.find(word => word === params.get(PARAMETERS[key]));
  const view: FleetView = {
    search: params.get('search') ?? '',
    standing: oneOf(STANDINGS, 'standing'),
    mine: params.has('mine') || undefined,
    sort: oneOf(FLEET_SORTS, 'sort'),
    group: oneOf(FLEET_GROUPS, 'group'),
    layout: oneOf(FLEET_LAYOUTS, 'layout'),
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
    if (value) params.set(PARAMETERS[key], String(value));
    else params.delete(PARAMETERS[key]);
  }
  return params.size ? `?${params}` : '';
}

export const isFiltered = (view: FleetView) =>
  NARROWING.some(key => Boolean(view[key]));

/** What to ask the backend for a view, but for whose clinics they are. */
export function toFleetQuery(view: FleetView, limit: number): FleetQuery {
  const { mine, layout, search, ...asked } = view;
  return { ...asked, search: search || undefined, limit };
}

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
  /** Goes to a whole view, such as a saved one. */
  const open = useCallback(
    (saved: string) => {
      const whole = parseFleetView(saved);
      change(
        Object.fromEntries(KEYS.map(key => [key, whole[key]])) as FleetView,
      );
    },
    [change],
  );
  return { view, change, open };
}
