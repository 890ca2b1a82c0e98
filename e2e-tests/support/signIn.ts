import type { Page } from '@playwright/test';

/** Enters the console as guest and opens a page. */
export async function signIn(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: /^(Enter|Entrer)$/ }).click();
}
