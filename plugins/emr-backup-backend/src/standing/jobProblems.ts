import { toError } from '@backstage/errors';
import type { KeyRing } from '../config';
import type { KnownJob } from '../inventory';
import type { StoreRegistry } from '../store';
import { checkRhythm, parseWindow } from '../time';

/** What keeps a job from being observed or drilled, one sentence each. Changes no standing. */
export function jobProblems(
  job: KnownJob,
  known: { stores: StoreRegistry; keys: KeyRing },
): { code: string; message: string }[] {
  const problems: { code: string; message: string }[] = [];
  const attempt = (code: string, action: () => void) => {
    try {
      action();
    } catch (error) {
      problems.push({ code, message: toError(error).message });
    }
  };
  // A medium that is carried away need not be anywhere we can look.
  const looked = job.spec.copies.filter(
    copy => !copy.custody || known.stores.has(copy.store),
  );
  for (const store of new Set(looked.map(copy => copy.store)))
    attempt('store-missing', () => known.stores.get(store));
  const { key, schedule, drill } = job.spec;
  if (key) attempt('key-unavailable', () => known.keys.get(key));
  attempt('schedule-unreadable', () => checkRhythm(schedule, job.timezone));
  if (drill?.cron)
    attempt('drill-policy-unreadable', () =>
      checkRhythm({ cron: drill.cron ?? '' }, drill.timezone ?? job.timezone),
    );
  if (drill?.window)
    attempt('drill-policy-unreadable', () => parseWindow(drill.window ?? ''));
  return problems;
}
