import type { Page } from '@playwright/test';

/** What search engines call a good page. */
export const STEADY = 0.1;

/** Adds up how much of the pages opened from now on jumps by itself. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts = { total: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) {
        const shift = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        };
        if (!shift.hadRecentInput) shifts.total += shift.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** How much has jumped since the page was opened. */
export const shifted = (page: Page): Promise<number> =>
  page.evaluate(
    () => (window as unknown as { shifts: { total: number } }).shifts.total,
  );
