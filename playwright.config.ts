import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Debian's own browser; nothing is downloaded. */
const CHROMIUM = process.env.EMR_CHROMIUM ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: './e2e-tests',
  testMatch: '**/*.test.ts',
  // One console, one queue of drills: tests take turns.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Each test of drills waits for a busy machine on its own terms.
  timeout: 600_000,
  expect: { timeout: 15_000 },
  reporter: [['line']],
  outputDir: 'test-results',
  globalSetup: './e2e-tests/support/startDemo.ts',
  use: {
    // Set by the global setup before a test starts.
    baseURL: process.env.EMR_E2E_URL,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: existsSync(CHROMIUM) ? CHROMIUM : undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
