import { defineConfig } from '@playwright/test';

/** Tests start the app themselves; nothing of what it shows is recorded. */
export default defineConfig({
  testDir: 'test/e2e',
  tsconfig: './playwright.tsconfig.json', // without `paths`, which point the compiler alone at type files
  outputDir: 'test-results',
  globalSetup: './test/support/build.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: process.env['CI'] === undefined ? 2 : 1,
  forbidOnly: true,
  // On a machine that others share; a test that needed it is named at the end.
  retries: process.env['CI'] === undefined ? 0 : 1,
  preserveOutput: 'never',
  reporter: [['list']],
  use: { trace: 'off', video: 'off', screenshot: 'off' },
});
