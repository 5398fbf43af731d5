type PageSearch = Readonly<Record<string, string | undefined>>;

/** Search parameters that put a part of a page in place of the whole. */
const parts: Readonly<Record<string, readonly string[]>> = { agents: ['agent', 'clone'] };

/** A clone leads from the environment that it was opened in: elsewhere it would lead from another one. */
const clone: readonly string[] = ['clone', 'from', 'to'];

/** Whether a part of the page is open, so that the page's own key leads back to the whole. */
export const isPartOpen = (page: string, search: PageSearch): boolean =>
  (parts[page] ?? []).some((name) => (search[name] ?? '') !== '');

/** What of a page's search goes along to another environment: filters, and what is looked at; no clone. */
export function searchElsewhere(search: PageSearch): PageSearch {
  if (search['clone'] === undefined) return search;
  return Object.fromEntries(Object.entries(search).filter(([name]) => !clone.includes(name)));
}
