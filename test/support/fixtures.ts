import { test as base, expect } from '@playwright/test';
import { type LaunchedApp, type LaunchOptions, launchApp } from './app.ts';

export interface AppFixtures {
  /**
   * Starts the app; every app is closed after the test, which fails on any error or stray request. A test without
   * `@chromium` in its name runs in Electron too, and reaches no more in one host than in the other.
   */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedApp>;
  /** One app with fresh data, started. */
  readonly app: LaunchedApp;
}

export const test = base.extend<AppFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures asked for here
  launch: async ({}, use, { title }) => {
    const launched: LaunchedApp[] = [];
    await use(async (options) => {
      const app = await launchApp({ ...options, portable: !title.includes('@chromium') });
      launched.push(app);
      return app;
    });
    for (const app of launched) await app.close();
    expect(launched.flatMap((app) => app.errors)).toEqual([]);
  },
  app: async ({ launch }, use) => use(await launch()),
});

export { expect };
