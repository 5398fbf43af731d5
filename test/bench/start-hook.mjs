/** Loaded before the built app: says `usable` on standard output when the first rows are in the window. */
import { chromium } from 'playwright-core';

const launch = chromium.launchPersistentContext.bind(chromium);

chromium.launchPersistentContext = async (...args) => {
  const context = await launch(...args);
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  page
    .waitForSelector('html[data-ready="true"] [role=grid] .grid-row', { state: 'attached', timeout: 60_000 })
    .then(
      () => process.stdout.write('usable\n'),
      () => process.stdout.write('never\n'),
    );
  return context;
};
