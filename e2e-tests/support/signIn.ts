import { expect, type Page } from '@playwright/test';

/**
 * Enters the console as guest and opens a page. Ends when the portal let the
 * guest in: leaving the page before that takes the entering back.
 */
export async function signIn(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const enter = page.getByRole('button', { name: /^(Enter|Entrer)$/ });
  await enter.click();
  await expect(enter).toBeHidden();
}
