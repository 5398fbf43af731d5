import type { ChromiumHost } from '../../main/hosts/chromium/start.ts';
import type { Answer, OpenOptions } from '../../main/hosts/host.ts';
import { webAddress } from '../../main/hosts/policy.ts';

/** One text that crossed from main to the window. */
export interface Said {
  readonly kind: 'reply' | 'event';
  readonly name: string;
  /** What was asked; empty for an event. */
  readonly input: string;
  readonly text: string;
}

/** Stands before main: hold a call back, refuse it, or let it through. */
export type Before = (call: string, json: string, answer: Answer) => Promise<string>;

export interface Recorded {
  readonly host: ChromiumHost;
  readonly said: readonly Said[];
  /** What main last wrote to the clipboard. */
  readonly clipboard: { last: string | undefined };
  /** Pages that would have been opened in the person's browser; none is. */
  readonly opened: readonly string[];
}

/** The same host, with all that main says to the window written down. */
export function record(
  host: ChromiumHost,
  before: Before = (call, json, answer) => answer(call, json),
): Recorded {
  const said: Said[] = [];
  const clipboard: { last: string | undefined } = { last: undefined };
  const opened: string[] = [];
  const open = (asked: OpenOptions) =>
    host.open({
      ...asked,
      answer: async (call, json) => {
        const text = await before(call, json, asked.answer);
        said.push({ kind: 'reply', name: call, input: json, text });
        return text;
      },
    });
  const recorded: ChromiumHost = {
    ...host,
    open,
    emit: (event, json) => {
      said.push({ kind: 'event', name: event, input: '', text: json });
      host.emit(event, json);
    },
    openExternal: async (url) => void opened.push(webAddress(url)),
    clipboard: {
      read: host.clipboard.read,
      write: async (text) => {
        await host.clipboard.write(text);
        clipboard.last = text; // not before it is there to be read
      },
    },
  };
  return { host: recorded, said, clipboard, opened };
}

const refusal = JSON.stringify({ ok: false, error: { code: 'store', problem: 'damaged' } });

/** These calls fail as if the store were damaged. */
export const failing =
  (...calls: readonly string[]): Before =>
  (call, json, answer) =>
    calls.includes(call) ? Promise.resolve(refusal) : answer(call, json);

/** These calls are never answered. */
export const silent =
  (...calls: readonly string[]): Before =>
  (call, json, answer) =>
    calls.includes(call) ? new Promise(() => undefined) : answer(call, json);
