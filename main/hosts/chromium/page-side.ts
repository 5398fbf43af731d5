import type { Piece } from './long-replies.ts';

/** What the host reaches in the page, by `evaluate` only; a page that calls it talks to itself. */
export interface PageSide {
  readonly emit: (event: string, json: string) => void;
  /** The next paste goes to the host and is not seen by the page. */
  readonly armPaste: () => void;
  readonly pasted: () => Promise<string>;
  /** While quiet, focus comes and goes by the host's doing: nobody is told. */
  readonly setQuiet: (quiet: boolean) => void;
}

export interface BridgeNames {
  /** The one function behind all calls. */
  readonly binding: string;
  readonly calls: readonly string[];
  readonly events: readonly string[];
}

/** The little of the DOM that is used here; main has no DOM types on purpose. */
interface PageEvent {
  readonly target: unknown;
  readonly clipboardData?: { readonly getData: (type: string) => string } | null;
  readonly preventDefault: () => void;
  readonly stopImmediatePropagation: () => void;
}
interface PageGlobal {
  readonly top: unknown;
  open: () => null;
  readonly reportError: (error: unknown) => void;
  readonly setTimeout: (run: () => void) => void;
  readonly addEventListener: (type: string, listener: (event: PageEvent) => void, capture?: boolean) => void;
}

/** Runs in the page before its own scripts. Sent as text: it can use nothing from outside itself. */
export function installPageSide(names: BridgeNames): void {
  type Listener = (json: string) => void;
  const page = globalThis as unknown as PageGlobal;
  const listeners = new Map(names.events.map((event) => [event, new Set<Listener>()]));
  const id = String(Math.random()); // of this document: main drops what another one did not take
  const send = (name: string, text: string): Promise<Piece> =>
    Reflect.get(globalThis, names.binding)(id, name, text);
  const takeRest = async (first: Piece) => {
    const rest = await Promise.all((first.rest ?? []).map((name) => send('more', name)));
    return [first, ...rest].map(({ text }) => text).join('');
  };
  /** Replies and events are heard in the order in which main said them: a long reply is not overtaken. */
  let queued = 0;
  let heard: Promise<void> = Promise.resolve();
  const nextTask = () => new Promise<void>((resolve) => page.setTimeout(resolve));
  const inOrder = <T>(take: () => Promise<T> | T): Promise<T> => {
    queued += 1;
    const taken = heard.then(take);
    heard = taken.then(nextTask, nextTask).then(() => {
      queued -= 1;
    });
    return taken;
  };
  const ask = async (call: string, json: string) => {
    const first = await send(call, json);
    return first.rest === undefined && queued === 0 ? first.text : inOrder(() => takeRest(first));
  };
  const subscribe = (event: string) => (listener: Listener) => {
    listeners.get(event)?.add(listener);
    return () => void listeners.get(event)?.delete(listener);
  };
  const platos = Object.fromEntries<unknown>([
    ...names.calls.map((call) => [call, (json: string) => ask(call, json)] as const),
    ...names.events.map((event) => [`on:${event}`, subscribe(event)] as const),
  ]);

  const tell = (event: string, json: string) => {
    for (const listener of [...(listeners.get(event) ?? [])]) {
      try {
        listener(json);
      } catch (error) {
        page.reportError(error); // the next one still hears
      }
    }
  };

  let take: ((text: string) => void) | undefined;
  let pasted = Promise.resolve('');
  let isQuiet = false;
  const side: PageSide = {
    emit: (event, json) => {
      if (queued === 0) tell(event, json);
      else void inOrder(() => tell(event, json));
    },
    armPaste: () => {
      pasted = new Promise((resolve) => {
        take = resolve;
      });
    },
    pasted: () => {
      const text = pasted;
      pasted = Promise.resolve(''); // what was pasted does not stay in the page
      return text;
    },
    setQuiet: (quiet) => {
      isQuiet = quiet;
    },
  };
  const onPaste = (event: PageEvent) => {
    if (take === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    take(event.clipboardData?.getData('text/plain') ?? '');
    take = undefined;
  };

  Object.defineProperty(globalThis, 'platos', { value: Object.freeze(platos) });
  Object.defineProperty(globalThis, Symbol.for('platos.host'), { value: Object.freeze(side) });
  page.open = () => null;
  page.addEventListener('paste', onPaste, true);
  if (page.top !== globalThis) return;
  for (const state of ['blur', 'focus']) {
    page.addEventListener(state, (event) => {
      if (event.target !== globalThis) return;
      if (isQuiet) event.stopImmediatePropagation();
      else if (state === 'focus') send('focused', '').catch(() => undefined);
    });
  }
}
