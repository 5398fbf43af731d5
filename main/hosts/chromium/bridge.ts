import type { BrowserContext, Page } from 'playwright-core';
import { calls, events } from '../../../core/ipc/calls.ts';
import type { OpenOptions } from '../host.ts';
import { ORIGIN } from './flags.ts';
import { installPageSide } from './page-side.ts';

/**
 * Puts `window.platos` into every page and answers only our own.
 *
 * Bindings exist in about:blank, srcdoc and blob: frames too, whose origin can equal ours: a caller
 * must be the main frame of our page, at an https: address of our host.
 */
export async function buildBridge(context: BrowserContext, page: Page, options: OpenOptions): Promise<void> {
  const guarded = (name: string, run: (json: string) => Promise<string>) =>
    context.exposeBinding(`platos:${name}`, (source, json: unknown) => {
      const ours = source.page === page && source.frame === page.mainFrame() && isOurs(source.frame.url());
      if (!ours || typeof json !== 'string') throw refusal();
      return run(json);
    });
  await Promise.all(calls.map((call) => guarded(call, (json) => options.answer(call, json))));
  await guarded('window', async (state) => {
    if (state === 'blur') options.onBlur?.();
    if (state === 'focus') options.onFocus?.();
    return '';
  });
  await context.addInitScript(installPageSide, { calls, events });
}

export function isOurs(url: string): boolean {
  return url === ORIGIN || url.startsWith(`${ORIGIN}/`);
}

/** Tells the page; without a page there is nobody to tell. */
export function emitTo(page: Page, event: string, json: string): void {
  page
    .evaluate(
      ([name, text]) => Reflect.get(globalThis, Symbol.for('platos.host')).emit(name, text),
      [event, json],
    )
    .catch(() => undefined);
}

function refusal(): Error {
  const error = new Error('Refused');
  error.stack = 'Error: Refused'; // it crosses to the caller: no file names of ours
  return error;
}
