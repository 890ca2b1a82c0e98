import { expect, test, type Page } from '@playwright/test';
import { shifted, STEADY, watchShifts } from './support/layoutShifts';
import { startManyClinics, type ManyClinics } from './support/manyClinics';
import { settled } from './support/pages';
import { signIn } from './support/signIn';

const CLINICS = 5000;

const clinics = (page: Page) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader') });

const choose = async (page: Page, list: string, option: string) => {
  await page.getByRole('button', { name: list }).click();
  await page.getByRole('option', { name: option }).click();
};

test.describe('with five thousand clinics, the fleet', () => {
  test.describe.configure({ timeout: 60_000 });

  let console: ManyClinics;

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    console = await startManyClinics(CLINICS);
  });

  test.afterAll(() => console?.stop());

  test.beforeEach(({ page }) => signIn(page, `${console.url}/emr-backup`));

  test('counts all of them and shows the worst first, a page at a time', async ({
    page,
  }) => {
    for (const total of ['100 Failing', '250 Overdue', '4,650 Proven'])
      await expect(page.getByRole('button', { name: total })).toBeVisible();
    await expect(clinics(page)).toHaveCount(50);
    await expect(clinics(page).first()).toContainText('Failing');
    await expect(page.getByText('1–50 of 5,000')).toBeVisible();

    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page).toHaveURL(/offset=50/);
    await expect(page.getByText('51–100 of 5,000')).toBeVisible();
    await expect(clinics(page).last()).toContainText('Failing');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(clinics(page).first()).toContainText('Overdue');
  });

  test('finds one of them by name, and the failing ones by their total', async ({
    page,
  }) => {
    await page
      .getByRole('searchbox', { name: 'Search clinics' })
      .fill('clinic 0421');
    await expect(clinics(page)).toHaveCount(1);
    await expect(clinics(page)).toContainText('Clinic 0421');

    await page
      .getByRole('searchbox', { name: 'Search clinics' })
      .fill('clinic 4');
    await page.getByRole('button', { name: 'Failing' }).click();
    await expect(page.getByText(/^1–\d+ of \d+$/)).toHaveCount(0);
    for (const row of await clinics(page).all())
      await expect(row).toContainText('Failing');
  });

  test('groups them with the count of each group over all pages', async ({
    page,
  }) => {
    await choose(page, 'Group by', 'By owner');
    await expect(page).toHaveURL(/group=owner/);
    await expect(
      page.getByRole('row').filter({ hasText: '1,667' }).first(),
    ).toBeVisible();
  });

  test('sorts them by who leaves the objectives first', async ({ page }) => {
    await choose(page, 'Order', 'Days to breach');
    await expect(page).toHaveURL(/sort=breach/);
    await expect(clinics(page)).toHaveCount(50);
    await page.goto(`${console.url}/emr-backup?sort=breach&offset=4950`);
    await expect(clinics(page)).toHaveCount(50);
    for (const row of await clinics(page).all())
      await expect(row).toContainText('Proven');
  });

  test('comes from its skeleton without a jump', async ({ page }) => {
    await watchShifts(page);
    await page.goto(`${console.url}/emr-backup?sort=name`);
    await expect(clinics(page).first()).toContainText('Clinic 0000');
    await settled(page);
    expect(await shifted(page)).toBeLessThan(STEADY);
  });
});
