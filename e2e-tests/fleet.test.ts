import { expect, test } from '@playwright/test';
import { signIn } from './support/signIn';

/** Drills of three clinics on two busy cores. */
const DRILLS = { timeout: 120_000 };

test.describe('a guest of the demo', () => {
  test('sees in the fleet which clinic could be restored today', async ({
    page,
  }) => {
    await signIn(page, '/emr-backup');

    const row = (clinic: string) =>
      page.getByRole('row').filter({ hasText: clinic });
    await expect(row('Lakeside Family Practice')).toContainText(
      'Proven',
      DRILLS,
    );
    await expect(row('Harbour Walk-in Clinic')).toContainText(
      'Failing',
      DRILLS,
    );
    await expect(row('Prairie Community Health')).toContainText(
      'Overdue',
      DRILLS,
    );
    const clinics = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') });
    await expect(clinics.first()).toContainText('Harbour Walk-in Clinic');
  });

  test('reads why the hollow backup is worth nothing', async ({ page }) => {
    await signIn(page, '/catalog/default/clinic/harbour-walk-in');

    await expect(
      page
        .getByText('20 bytes of gzip with nothing inside')
        .filter({ visible: true })
        .first(),
    ).toBeVisible(DRILLS);
  });

  test('starts a drill on a backup job and watches it to its verdict', async ({
    page,
  }) => {
    await signIn(page, '/emr-backup');
    await page.getByRole('link', { name: 'Lakeside Family Practice' }).click();
    await page
      .getByRole('link', { name: /Lakeside OSCAR, every four hours/ })
      .first()
      .click();

    const run = page.getByRole('button', { name: 'Run drill now' });
    await expect(run).toBeEnabled(DRILLS);
    await run.click();
    // A drill of seconds may be over before it is followed: its link stays.
    await page
      .getByRole('status')
      .getByRole('link', { name: /^(Follow it live|Read the report)$/ })
      .click();

    await expect(page).toHaveURL(/\/emr-backup\/drills\//);
    await expect(
      page.getByText(/^The backup was restored and all \d+ checks held\.$/),
    ).toBeVisible(DRILLS);
    await expect(
      page.getByRole('row').filter({ hasText: 'Trailer present' }),
    ).toContainText('Held');
  });

  test('gets the same verdict from the dark theme', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('theme', 'dark'));
    await signIn(page, '/emr-backup');

    await expect(
      page.locator('[data-theme-mode="dark"]').first(),
    ).toBeAttached();
    await expect(
      page.getByRole('row').filter({ hasText: 'Lakeside Family Practice' }),
    ).toContainText('Proven', DRILLS);
  });
});
