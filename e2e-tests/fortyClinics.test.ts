import { expect, test, type Page } from '@playwright/test';
import { DRILLS, rowOf, settled } from './support/pages';
import { signIn } from './support/signIn';

const CLINICS = 40;

/** The demo's clinics again and again under other names, as if there were forty. */
async function asForty(page: Page): Promise<void> {
  await page.route('**/api/emr-backup/clinics?**', async route => {
    const response = await route.fetch();
    const fleet = await response.json();
    const items = Array.from({ length: CLINICS }, (_, index) => {
      const row = fleet.items[index % fleet.items.length];
      const { ref, title } = row.clinic;
      return {
        ...row,
        clinic: { ref: `${ref}-${index}`, title: `${title} ${index + 1}` },
      };
    });
    await route.fulfill({
      response,
      json: { ...fleet, items, totalItems: CLINICS },
    });
  });
}

test.describe('forty clinics', () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page, '/emr-backup');
    await expect(rowOf(page, 'Lakeside Family Practice')).toContainText(
      'Proven',
      DRILLS,
    );
    await asForty(page);
  });

  test('are on one screen of 1440 by 900', async ({ page }) => {
    await page.goto('/emr-backup?view=compact');
    const lines = page
      .getByRole('list', { name: 'Clinics, worst first' })
      .getByRole('listitem');
    await expect(lines).toHaveCount(CLINICS);
    await settled(page);
    for (const line of await lines.all())
      await expect(line).toBeInViewport({ ratio: 1 });
  });

  test('fit on a wall of 1920 by 1080, each with its name and its word', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto('/emr-backup/wall');
    const tiles = page
      .getByRole('list', { name: 'Clinics, worst first' })
      .getByRole('listitem');
    await expect(tiles).toHaveCount(CLINICS);
    for (const tile of await tiles.all()) {
      await expect(tile).toBeInViewport({ ratio: 1 });
      await expect(tile).toHaveText(/^(Failing|Overdue|Unproven|Proven)/);
    }
    const smallest = await tiles
      .locator('a')
      .evaluateAll(names =>
        Math.min(
          ...names.map(name => parseFloat(getComputedStyle(name).fontSize)),
        ),
      );
    expect(smallest).toBeGreaterThanOrEqual(20);
  });

  test('do not scroll sideways on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/emr-backup');
    await page.getByText('Lakeside Family Practice 1').first().waitFor();
    const [width, wanted] = await page.evaluate(() => [
      window.innerWidth,
      document.documentElement.scrollWidth,
    ]);
    expect(wanted).toBeLessThanOrEqual(width);
  });
});
