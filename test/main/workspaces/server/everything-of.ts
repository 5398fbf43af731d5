import { inspect } from 'node:util';

/** All that a log or a crash report could hold of something. */
export function everythingOf(thing: unknown): string {
  const seen: string[] = [];
  for (let each = thing; each instanceof Error; each = each.cause)
    seen.push(each.message, each.stack ?? '', JSON.stringify(each), String(each));
  return [...seen, inspect(thing, { depth: 20, showHidden: true }), JSON.stringify(thing) ?? ''].join('\n');
}
