import { expect, test, type Page } from '@playwright/test';
import { expectNoViolation } from './support/accessibility';
import { shifted, STEADY, watchShifts } from './support/layoutShifts';
import { DRILLS, prefer, rowOf, settled, THEMES } from './support/pages';
import { signIn } from './support/signIn';

const LAKESIDE = '/catalog/default/clinic/lakeside-family';

/** Every page of ours, by the way that leads there. */
const PAGES: [string, (page: Page) => Promise<void>][] = [
  ['the fleet', page => signIn(page, '/emr-backup')],
  ['the fleet in groups', page => signIn(page, '/emr-backup?group=owner')],
  ['the fleet on one screen', page => signIn(page, '/emr-backup?view=compact')],
  ['a search without a result', page => signIn(page, '/emr-backup?search=xyz')],
  ['the wall', page => signIn(page, '/emr-backup/wall')],
  ['a clinic', page => signIn(page, LAKESIDE)],
  ['the story of a clinic', page => signIn(page, `${LAKESIDE}/backups`)],
  [
    'a server',
    page => signIn(page, '/catalog/default/emrserver/lakeside-oscar'),
  ],
  [
    'a backup job',
    page => signIn(page, '/catalog/default/backupjob/lakeside-oscar-4h'),
  ],
  ['the alarms', page => signIn(page, '/emr-backup/alarms')],
  ['the plan of drills', page => signIn(page, '/emr-backup/plan')],
  ['registering a clinic', page => signIn(page, '/emr-backup/register')],
  [
    'a drill',
    async page => {
      await signIn(page, LAKESIDE);
      await page
        .getByRole('link', { name: 'Read the report' })
        .first()
        .click(DRILLS);
      await expect(page).toHaveURL(/\/emr-backup\/drills\//);
    },
  ],
];

for (const theme of THEMES) {
  test.describe(`in the ${theme} theme, axe finds nothing wrong with`, () => {
    test.beforeEach(({ page }) => prefer(page, { theme }));

    for (const [name, open] of PAGES) {
      test(name, async ({ page }) => {
        await open(page);
        await settled(page);
        await expectNoViolation(page);
      });
    }
  });
}

test('somebody without a mouse filters the fleet, opens a clinic and comes to its drill', async ({
  page,
}) => {
  await signIn(page, '/emr-backup');
  await expect(rowOf(page, 'Lakeside Family Practice')).toContainText(
    'Proven',
    DRILLS,
  );
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      // Nothing has the focus: the body, which holds every text there is.
      if (!element || element === document.body) return { tag: '', text: '' };
      return {
        tag: element.tagName,
        text: element.getAttribute('aria-label') ?? element.textContent ?? '',
      };
    });
  /** Presses a key until the focus is where it should be, as somebody would who reads along. */
  const pressUntil = async (key: string, name: string, tag?: string) => {
    for (let stop = 0; stop < 150; stop += 1) {
      await page.keyboard.press(key);
      const now = await focused();
      if (now.text.includes(name) && (!tag || now.tag === tag)) return;
    }
    throw new Error(`${key} never came to "${name}"`);
  };

  await page.getByRole('searchbox', { name: 'Search clinics' }).focus();
  await page.keyboard.type('lakeside');
  await expect(page).toHaveURL(/search=lakeside/);
  await expect(rowOf(page, 'Harbour Walk-in Clinic')).toHaveCount(0);
  await pressUntil('Tab', 'Lakeside Family Practice');
  // Inside a table the arrow keys go from cell to cell.
  await pressUntil('ArrowRight', 'Lakeside Family Practice', 'A');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/lakeside-family/);
  await page
    .getByRole('link', { name: 'Read the report' })
    .first()
    .waitFor(DRILLS);
  await pressUntil('Tab', 'Read the report', 'A');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/emr-backup\/drills\//);
});

test('nothing jumps while the fleet is being read', async ({ page }) => {
  await signIn(page, '/emr-backup/wall');
  await watchShifts(page);
  await page.goto('/emr-backup');
  await rowOf(page, 'Lakeside Family Practice').waitFor();
  await settled(page);
  expect(await shifted(page)).toBeLessThan(STEADY);
});
