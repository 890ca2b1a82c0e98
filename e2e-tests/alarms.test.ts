import { expect, test } from '@playwright/test';
import { ConsoleApi } from './support/consoleApi';
import { signIn } from './support/signIn';

/** Observation, then a round of the alarms, then a round of the messages. */
const TOLD = { timeout: 180_000 };

const TITLES = [
  'Backup late: Prairie OpenEMR, nightly',
  'Backup holds nothing: Harbour OSCAR, nightly',
  'Copies differ: Prairie OpenEMR, nightly',
];

test.describe('an owner in the demo', () => {
  test('is told of a late backup, one that holds nothing, and copies that differ', async ({
    page,
  }) => {
    const api = await ConsoleApi.signIn(String(process.env.EMR_E2E_URL));
    await expect
      .poll(() => api.toldAlarms(), TOLD)
      .toEqual(expect.arrayContaining(TITLES));

    await signIn(page, '/notifications');

    for (const title of TITLES)
      await expect(page.getByText(title).first()).toBeVisible();
  });
});
