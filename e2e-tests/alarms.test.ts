import { expect, test } from '@playwright/test';
import { signIn } from './support/signIn';

/** Observation, then a round of the alarms, then a round of the messages. */
const TOLD = { timeout: 120_000 };

test.describe('an owner in the demo', () => {
  test('is told of a late backup, one that holds nothing, and copies that differ', async ({
    page,
  }) => {
    await signIn(page, '/notifications');

    for (const title of [
      'Backup late: Prairie OpenEMR, nightly',
      'Backup holds nothing: Harbour OSCAR, nightly',
      'Copies differ: Prairie OpenEMR, nightly',
    ])
      await expect(async () => {
        await page.reload();
        await expect(page.getByText(title).first()).toBeVisible();
      }).toPass(TOLD);
    await expect(page.getByText(/Lakeside OSCAR/)).toHaveCount(0);
  });
});
