import type { BrowserContext, Page } from 'playwright-core';
import { calls, events } from '../../../core/ipc/calls.ts';
import type { OpenOptions } from '../host.ts';
import { ORIGIN } from './flags.ts';
import { createLongReplies, type Piece } from './long-replies.ts';
import { installPageSide } from './page-side.ts';

/**
 * Puts `window.platos` into every page and answers only our own.
 *
 * One binding for all calls, since each costs the start of a page; long replies cross in pieces, since
 * a whole one holds the window for longer than a frame. Bindings exist in about:blank, srcdoc and blob:
 * frames too, whose origin can equal ours: a caller must be the main frame of our page, at an https:
 * address of our host, for each piece anew.
 */
export async function buildBridge(context: BrowserContext, page: Page, options: OpenOptions): Promise<void> {
  const replies = createLongReplies();
  const isCall = new Set<string>(calls);
  const answer = async (document: string, name: string, text: string): Promise<Piece> => {
    if (isCall.has(name)) return replies.begin(document, () => options.answer(name, text));
    if (name === 'focused') {
      options.onFocus?.();
      return { text: '' };
    }
    const piece = name === 'more' ? replies.take(document, text) : undefined;
    if (piece === undefined) throw refusal();
    return piece;
  };
  await context.exposeBinding(BINDING, (source, ...words: unknown[]) => {
    const ours = source.page === page && source.frame === page.mainFrame() && isOurs(source.frame.url());
    const [document, name, text] = words;
    if (!ours || !isText(document) || !isText(name) || !isText(text)) throw refusal();
    return answer(document, name, text);
  });
  await context.addInitScript(installPageSide, { binding: BINDING, calls, events });
}

const BINDING = 'platos:ask';

const isText = (word: unknown): word is string => typeof word === 'string';

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
