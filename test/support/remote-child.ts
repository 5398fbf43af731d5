/** The app in a process of its own, driven by what the parent sends: see `remote.ts`. */
import { type LaunchedApp, launchApp } from './app.ts';
import type { Order } from './remote.ts';

const [, , profile = '', ...args] = process.argv;
const app = await launchApp({ profile, args });

const orders: {
  readonly [O in Order['do']]: (app: LaunchedApp, order: Order & { do: O }) => Promise<unknown>;
} = {
  press: async ({ page }, { keys }) => page.keyboard.press(keys),
  type: async ({ page }, { text }) => page.keyboard.type(text, { delay: 2 }),
  see: async ({ page }, { selector, text }) =>
    page.locator(selector).filter({ hasText: text }).first().waitFor(),
  gone: async ({ page }, { selector }) => page.locator(selector).waitFor({ state: 'detached' }),
  dom: async ({ page }) => {
    const fields = () =>
      [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map((field) => field.value);
    return [await page.content(), await page.title(), page.url(), ...(await page.evaluate(fields))].join(
      '\n',
    );
  },
  heap: async ({ page }) => {
    const cdp = await page.context().newCDPSession(page);
    const chunks: string[] = [];
    cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
    for (let n = 0; n < 3; n += 1) await cdp.send('HeapProfiler.collectGarbage');
    await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    await cdp.detach();
    return chunks.join('');
  },
  said: async ({ said }) => JSON.stringify(said),
  faults: async ({ errors, printed }) => JSON.stringify({ errors, printed }),
};

process.on('message', (order: Order) => {
  const run = orders[order.do] as (app: LaunchedApp, order: Order) => Promise<unknown>;
  Promise.resolve()
    .then(() => run(app, order))
    .then(
      (told) => process.send?.({ ok: true, told: told ?? '' }),
      (error: unknown) => process.send?.({ ok: false, told: error instanceof Error ? error.message : '' }),
    );
});
process.send?.({ ok: true, told: 'started' });
void app.host.ended.then(() => process.exit(0));
