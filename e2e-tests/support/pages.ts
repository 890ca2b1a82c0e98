import { expect, type Page } from '@playwright/test';

/** Drills of three clinics on two busy cores. */
export const DRILLS = { timeout: 120_000 };

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Chooses theme and language before the console is opened. */
export async function prefer(
  page: Page,
  choice: { theme?: Theme; language?: 'en' | 'fr' },
): Promise<void> {
  await page.addInitScript(({ theme, language }) => {
    if (theme) localStorage.setItem('theme', theme);
    if (language) localStorage.setItem('language', language);
  }, choice);
}

/** Waits until the page says the same twice in a row, times aside, and not that it is loading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  const words = async () =>
    (await page.locator('#root').innerText()).replace(/\d+/g, '');
  await expect
    .poll(
      async () => {
        const before = await words();
        await page.waitForTimeout(700);
        return before === (await words());
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  await expect(page.getByText(/^(Loading|Chargement en cours)$/)).toHaveCount(
    0,
    { timeout: 30_000 },
  );
}

/** The row of a clinic in the fleet's table. */
export const rowOf = (page: Page, clinic: string) =>
  page.getByRole('row').filter({ hasText: clinic });
