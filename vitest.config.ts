import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Importing the real module in plain Node downloads a browser.
    alias: { electron: fileURLToPath(new URL('test/support/electron.ts', import.meta.url)) },
  },
  test: {
    testTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/bench/**', 'test/main/crash/**'],
          sequence: { groupOrder: 0 },
        },
      },
      // After the others: it measures what is kept while a machine works, not what a crowd leaves of it.
      {
        extends: true,
        test: { name: 'crash', include: ['test/main/crash/**/*.test.ts'], sequence: { groupOrder: 1 } },
      },
    ],
  },
});
