import path from 'node:path';
import { expect, test } from '@playwright/test';
import { signIn } from '../support/signIn';

const FOLDER = process.env.EMR_SCREENSHOTS ?? 'docs/images';
const DRILLS = { timeout: 120_000 };

const STANDINGS = [
  ['Harbour Walk-in Clinic', 'Failing'],
  ['Prairie Community Health', 'Overdue'],
  ['Lakeside Family Practice', 'Proven'],
];

for (const theme of ['light', 'dark']) {
  test(`${theme} pages`, async ({ page }) => {
    const shoot = (name: string) =>
      page.screenshot({
        path: path.join(FOLDER, `${name}-${theme}.png`),
        animations: 'disabled',
      });
    await page.addInitScript(
      chosen => localStorage.setItem('theme', chosen),
      theme,
    );

    await signIn(page, '/emr-backup');
    for (const [clinic, standing] of STANDINGS) {
      await expect(
        page.getByRole('row').filter({ hasText: clinic }),
      ).toContainText(standing, DRILLS);
    }
    await shoot('fleet');

    await page.getByRole('link', { name: 'Lakeside Family Practice' }).click();
    await expect(page.getByText('Last verification').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    await shoot('clinic');

    await page.getByRole('link', { name: 'Read the report' }).first().click();
    await expect(
      page.getByText(/^The backup was restored and all \d+ checks held\.$/),
    ).toBeVisible();
    await shoot('drill');
  });
}
