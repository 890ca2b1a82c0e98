import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { clinicCount } from './clinics';

const URL = `http://localhost:${process.env.EMR_BENCH_PORT}`;
const CHROMIUM = process.env.EMR_CHROMIUM ?? '/usr/bin/chromium';
const REPEATS = 15;
const PAGE_REPEATS = 5;
const READY_WITHIN_MS = 15 * 60_000;
/** A console that has just come up judges every clinic and tells every alarm: that is not its day. */
const SETTLE_MS = 90_000;

const QUESTIONS = {
  'worst first': '',
  'page 100 of worst first': '&offset=4950',
  'days to breach': '&sort=breach',
  'grouped by owner': '&group=owner',
  'search "0421"': '&search=0421',
  'one region': '&region=Ontario',
  'wall, 60 clinics': '&limit=60',
};

const middle = (values: number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
const say = (line: string) => process.stdout.write(`${line}\n`);

async function token(): Promise<string> {
  const response = await fetch(`${URL}/api/auth/guest/refresh`);
  const session = await response.json();
  return session.backstageIdentity.token;
}

async function ask(query: string, bearer: string) {
  const response = await fetch(`${URL}/api/emr-backup/clinics?${query}`, {
    headers: { Authorization: `Bearer ${bearer}` },
  });
  if (!response.ok) throw new Error(`The API answered ${response.status}`);
  return response.json();
}

/** Waits until every clinic is there and has been judged. */
async function ready(): Promise<string> {
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end) {
    try {
      const bearer = await token();
      const { counts, standings } = await ask('limit=1', bearer);
      // They are judged in parts, and each of them has been drilled.
      const judged =
        counts.clinics === clinicCount() && standings.unproven === 0;
      // The plugin that serves the app starts on its own.
      if (judged && (await fetch(URL)).ok) return bearer;
    } catch {
      // The console is still starting.
    }
    await delay(1000);
  }
  throw new Error('The console never knew all clinics');
}

async function answers(bearer: string) {
  say('| the backend answers | median | slowest |');
  say('| --- | --- | --- |');
  for (const [name, query] of Object.entries(QUESTIONS)) {
    const times: number[] = [];
    for (let round = 0; round < REPEATS; round += 1) {
      const start = performance.now();
      await ask(`limit=50${query}`.replace('limit=50&limit', 'limit'), bearer);
      times.push(performance.now() - start);
    }
    say(
      `| ${name} | ${middle(times).toFixed(0)} ms | ${Math.max(
        ...times,
      ).toFixed(0)} ms |`,
    );
  }
}

/** A row that names a clinic; those of the skeleton name nothing. */
const firstClinic = (page: Page) =>
  page.getByRole('link', { name: /^Clinic \d{4}/ }).first();

/** Notes on the page's own clock when a row of the fleet was first painted: this process shares its processors and would ask too late. */
function noteFirstRow() {
  const page = window as Window & { firstRowAt?: number };
  const observer = new MutationObserver(() => {
    const isThere = [...document.querySelectorAll('a')].some(link =>
      /^Clinic \d{4}/.test(link.textContent ?? ''),
    );
    if (!isThere) return;
    observer.disconnect();
    // A frame's callbacks come before it is painted, a message sent from one of them after.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        page.firstRowAt = performance.now();
      };
      port2.postMessage(undefined);
    });
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** What {@link noteFirstRow} noted. */
async function paintedAt(page: Page): Promise<number> {
  const noted = await page.waitForFunction(
    () => (window as Window & { firstRowAt?: number }).firstRowAt,
  );
  return Number(await noted.jsonValue());
}

/** From the beginning of the navigation to the first clinic painted, signed in, with an empty cache and once more with what that left in it. */
async function firstRow() {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const signedIn = await browser.newContext();
  const first = await signedIn.newPage();
  await first.goto(`${URL}/emr-backup`);
  await first.getByRole('button', { name: 'Enter' }).click();
  await firstClinic(first).waitFor();
  const storageState = await signedIn.storageState();
  const empty: number[] = [];
  const filled: number[] = [];
  for (let round = 0; round < PAGE_REPEATS; round += 1) {
    const context = await browser.newContext({
      storageState,
      viewport: { width: 1440, height: 900 },
    });
    await context.addInitScript(noteFirstRow);
    for (const times of [empty, filled]) {
      const page = await context.newPage();
      await page.goto(`${URL}/emr-backup`, { waitUntil: 'commit' });
      times.push(await paintedAt(page));
      await page.waitForLoadState('networkidle');
      await page.close();
    }
    await context.close();
  }
  await browser.close();
  for (const [cache, times] of [
    ['empty', empty],
    ['filled', filled],
  ] as const)
    say(
      `First row painted, ${cache} cache: median ${middle(times).toFixed(
        0,
      )} ms of ${times.map(time => time.toFixed(0)).join(', ')} ms`,
    );
}

async function measure() {
  const bearer = await ready();
  say(`${clinicCount()} clinics`);
  say('');
  say('Just started:');
  await firstRow();
  await delay(SETTLE_MS);
  say('');
  await answers(bearer);
  say('');
  await firstRow();
}

measure().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
