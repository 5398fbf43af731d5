/** Files or text that the person brought, on the way to the import page. */
export type Incoming =
  | { readonly type: 'files'; readonly files: readonly File[] }
  | { readonly type: 'text'; readonly text: string };

// A variable and not a store: pasted text holds values, and it is gone once it was taken.
let waiting: Incoming | undefined;

/** Keep what arrived until the import page takes it. */
export function putIncoming(incoming: Incoming): void {
  waiting = incoming;
}

/** What arrived, once. */
export function takeIncoming(): Incoming | undefined {
  const taken = waiting;
  waiting = undefined;
  return taken;
}

/** Whether a pasted text reads like dotenv lines rather than a word for a search field. */
export function looksLikeDotenv(text: string): boolean {
  return /^\s*(export\s+)?[A-Za-z_][A-Za-z0-9_.]*\s*=/m.test(text);
}
