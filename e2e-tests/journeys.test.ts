import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { DRILLS, prefer, rowOf, settled } from './support/pages';
import { signIn } from './support/signIn';

test.describe('an IT lead at eight in the morning', () => {
  test('sees the worst first, knows why, and hands the list on', async ({
    page,
  }) => {
    await signIn(page, '/emr-backup');
    await expect(rowOf(page, 'Harbour Walk-in Clinic')).toContainText(
      'Failing',
      DRILLS,
    );
    await page.getByRole('button', { name: /Failing/ }).click();
    await expect(page).toHaveURL(/standing=failing/);
    await expect(rowOf(page, 'Lakeside Family Practice')).toHaveCount(0);
    await expect(rowOf(page, 'Harbour Walk-in Clinic')).toContainText(
      '20 bytes',
    );

    await page.getByRole('button', { name: /Failing/ }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text.split('\r\n')[0]).toContain('Clinic,Catalog reference');
    expect(text).toMatch(/Harbour Walk-in Clinic,[^,]*,Failing,/);
    expect(text).toContain('Lakeside Family Practice');
  });

  test('keeps the morning’s view under a name and puts it on the wall', async ({
    page,
  }) => {
    await signIn(page, '/emr-backup?sort=breach');
    await rowOf(page, 'Lakeside Family Practice').waitFor(DRILLS);
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save this view…' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('At eight');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.goto('/emr-backup');
    await rowOf(page, 'Lakeside Family Practice').waitFor(DRILLS);
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'At eight', exact: true }).click();
    await expect(page).toHaveURL(/sort=breach/);

    await page.getByText('Wall mode', { exact: true }).click();
    const wall = page.getByRole('region', {
      name: 'Could our clinics be restored today?',
    });
    await expect(wall.getByRole('listitem').first()).toBeVisible();
    await page.route('**/api/emr-backup/clinics**', route => route.abort());
    await expect(wall.getByRole('alert')).toContainText('NOT UP TO DATE', {
      timeout: 60_000,
    });
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/view=wall/);
  });
});

test.describe('the owner of a clinic', () => {
  test('reads in one sentence whether it could be restored and who answers', async ({
    page,
  }) => {
    await signIn(page, '/emr-backup');
    await expect(rowOf(page, 'Lakeside Family Practice')).toContainText(
      'Proven',
      DRILLS,
    );
    await page.getByRole('link', { name: 'Lakeside Family Practice' }).click();
    await expect(page.getByText(/could be back to/).first()).toBeVisible();
    await expect(page.getByText(/answers for it/i).first()).toBeVisible();
  });

  test('reads it in French', async ({ page }) => {
    await prefer(page, { language: 'fr' });
    await signIn(page, '/emr-backup');
    await expect(rowOf(page, 'Lakeside Family Practice')).toContainText(
      'Prouvée',
      DRILLS,
    );
    await expect(
      page.getByRole('heading', {
        name: /^Restaurables? aujourd’hui/,
      }),
    ).toBeVisible();
  });
});

test.describe('an auditor', () => {
  test('goes from the clinic to the record of the drill that proves it', async ({
    page,
  }) => {
    await signIn(page, '/catalog/default/clinic/lakeside-family');
    await page
      .getByRole('link', { name: 'Read the report' })
      .first()
      .click(DRILLS);
    await settled(page);
    await expect(
      page.getByText(/^The backup was restored and all \d+ checks held\.$/),
    ).toBeVisible();
    await expect(rowOf(page, 'Trailer present')).toContainText('Held');
    await expect(page.getByText('This drill does not prove')).toBeVisible();
    await expect(page.getByText('yes, nothing is left')).toBeVisible();
  });
});
