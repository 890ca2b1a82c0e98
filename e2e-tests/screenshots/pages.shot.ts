import path from 'node:path';
import { expect, test } from '@playwright/test';
import { DRILLS, prefer, rowOf, settled, THEMES } from '../support/pages';
import { signIn } from '../support/signIn';

const FOLDER = process.env.EMR_SCREENSHOTS ?? 'docs/images';

const STANDINGS = [
  ['Harbour Walk-in Clinic', 'Failing'],
  ['Prairie Community Health', 'Overdue'],
  ['Lakeside Family Practice', 'Proven'],
];

const LAKESIDE = '/catalog/default/clinic/lakeside-family';

/** Pages that need nothing but their address. */
const PAGES = {
  wall: '/emr-backup/wall',
  compact: '/emr-backup?view=compact',
  alarms: '/emr-backup/alarms',
  plan: '/emr-backup/plan',
  register: '/emr-backup/register',
  clinic: LAKESIDE,
  'clinic-story': `${LAKESIDE}/backups`,
  server: '/catalog/default/emrserver/lakeside-oscar',
  job: '/catalog/default/backupjob/lakeside-oscar-4h',
  'recovery-kit': '/catalog/default/backupjob/lakeside-oscar-4h/recovery-kit',
  vendor: '/catalog/default/vendor/infomedic',
  home: '/home',
};

for (const theme of THEMES) {
  test(`${theme} pages`, async ({ page }) => {
    const shoot = (name: string) =>
      page.screenshot({
        path: path.join(FOLDER, `${name}-${theme}.png`),
        animations: 'disabled',
      });
    await prefer(page, { theme });

    await signIn(page, '/emr-backup');
    for (const [clinic, standing] of STANDINGS) {
      await expect(rowOf(page, clinic)).toContainText(standing, DRILLS);
    }
    await settled(page);
    await shoot('fleet');

    for (const [name, address] of Object.entries(PAGES)) {
      await page.goto(address);
      await settled(page);
      await shoot(name);
    }

    await page.goto(LAKESIDE);
    await page.getByRole('link', { name: 'Read the report' }).first().click();
    await expect(
      page.getByText(/^The backup was restored and all \d+ checks held\.$/),
    ).toBeVisible();
    await settled(page);
    await shoot('drill');
  });
}

test('the fleet in French', async ({ page }) => {
  await prefer(page, { theme: 'light', language: 'fr' });
  await signIn(page, '/emr-backup');
  await expect(rowOf(page, 'Lakeside Family Practice')).toContainText(
    'Prouvée',
    DRILLS,
  );
  await settled(page);
  await page.screenshot({
    path: path.join(FOLDER, 'fleet-french-light.png'),
    animations: 'disabled',
  });
});

test('the fleet on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await prefer(page, { theme: 'dark' });
  await signIn(page, '/emr-backup');
  await page.getByText('Lakeside Family Practice').first().waitFor(DRILLS);
  await settled(page);
  await page.screenshot({
    path: path.join(FOLDER, 'fleet-phone-dark.png'),
    animations: 'disabled',
  });
});
