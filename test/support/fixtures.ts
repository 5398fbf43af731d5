import { test as base, expect } from '@playwright/test';
import { type LaunchedApp, type LaunchOptions, launchApp } from './app.ts';

export interface AppFixtures {
  /** Starts the app; every app is closed after the test, which fails on any error or stray request. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedApp>;
  /** One app with fresh data, started. */
  readonly app: LaunchedApp;
}

export const test = base.extend<AppFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures asked for here
  launch: async ({}, use) => {
    const launched: LaunchedApp[] = [];
    await use(async (options) => {
      const app = await launchApp(options);
      launched.push(app);
      return app;
    });
    for (const app of launched) await app.close();
    expect(launched.flatMap((app) => app.errors)).toEqual([]);
  },
  app: async ({ launch }, use) => use(await launch()),
});

export { expect };
