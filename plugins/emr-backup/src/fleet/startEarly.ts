import type { ApiHolder } from '@backstage/frontend-plugin-api';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { parseFleetView, toFleetQuery } from './useFleetView';

/** Clinics a page; the question asked ahead must be the one that the page asks. */
export const PAGE_SIZE = 50;

/**
 * When somebody comes straight to the fleet, its code and its clinics are asked
 * for while the portal still signs them in and draws its frame. The question
 * waits for the identity as every other does; the page shares its answer.
 */
export function startEarly(
  path: string,
  apis: ApiHolder,
  load: () => Promise<unknown>,
): void {
  const { pathname, search } = window.location;
  if (!pathname.endsWith(path)) return;
  // A failure is told by the page, which asks again.
  load().catch(() => undefined);
  const view = parseFleetView(search);
  if (view.mine || view.layout === 'wall') return;
  apis
    .get(emrBackupApiRef)
    ?.getFleet(toFleetQuery(view, PAGE_SIZE))
    .catch(() => undefined);
}
