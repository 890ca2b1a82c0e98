import { defineConfig } from '@playwright/test';
import shared from '../../playwright.config';

/** Photographs instead of tests: kept apart, so that a test run writes no files. */
export default defineConfig(shared, {
  testDir: '.',
  testMatch: 'pages.shot.ts',
  outputDir: '../../test-results',
  globalSetup: '../support/startDemo.ts',
});
