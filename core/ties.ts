import type { EnvironmentKind } from './environment.ts';
import type { Tie } from './variable.ts';

const words: Readonly<Record<EnvironmentKind, ReadonlySet<string>>> = {
  development: new Set(['development', 'develop', 'devel', 'dev']),
  staging: new Set(['staging', 'stage', 'stg']),
  preview: new Set(['preview']),
  production: new Set(['production', 'prod']),
};
const kinds: readonly EnvironmentKind[] = ['development', 'staging', 'preview', 'production'];

const testKey = /^(?:[spr]k_test_\w|tr_(?:dev|stg|preview)_[\w-])/i;
const liveKey = /^(?:[spr]k_live_\w|tr_prod_[\w-])/i;

/** Longer values are texts and keys, not names of anything. */
const longest = 1_024;
/** Shorter slugs stand in too many values by chance: `eu` is a word of `eu-central-1`. */
const shortestSlug = 3;
/** What holds such a word and means no environment: devices, the top-level domain, and two public hosts. */
const meansNothing = /^\/dev\/|\.dev(?=[:/?#,;]|$)|\bdev\.(?:to|azure\.com)\b/g;

/**
 * What ties a value to the environment of that slug, or to a kind of environment. Empty for most values.
 *
 * Only values of one word are looked at, not sentences: in those, "stage" and "production" mean all sorts of things.
 */
export function tiesOf(value: string, slug: string): readonly Tie[] {
  if (value.length > longest) return [];
  const text = value.trim().toLowerCase();
  if (text === '' || /\s/.test(text)) return [];
  const found: Tie[] = [];
  if (testKey.test(text)) found.push('test-key');
  if (liveKey.test(text)) found.push('live-key');
  const parts = partsOf(text.replace(meansNothing, ''));
  for (const kind of kinds) if (parts.some((part) => words[kind].has(part))) found.push(kind);
  const own = partsOf(slug.toLowerCase()).join(' ');
  if (own.length >= shortestSlug && ` ${parts.join(' ')} `.includes(` ${own} `)) found.push('slug');
  return found;
}

/** `app-stg2.example` gives `app`, `stg`, `example`. */
const partsOf = (text: string): readonly string[] =>
  text
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
    .map((part) => part.replace(/(?<=[a-z])\d+$/, ''));

/** Why a value does not belong where it is to be carried. */
export type Misplaced = 'test-key' | 'live-key' | 'named';

/**
 * Whether a value that stands in one environment belongs there and not in the other, by their kinds.
 *
 * @param from  `undefined` where it is not known any more: then every kind but preview counts, a word of many names
 */
export function misplaced(
  ties: readonly Tie[],
  from: EnvironmentKind | undefined,
  to: EnvironmentKind,
): Misplaced | undefined {
  if (ties.includes('test-key') && to === 'production') return 'test-key';
  if (ties.includes('live-key') && to !== 'production') return 'live-key';
  if (from === to || ties.includes(to)) return undefined;
  return ties.includes('slug') || kindNamed(ties, from) !== undefined ? 'named' : undefined;
}

/** The kind that a value names, of those that count. */
export const kindNamed = (
  ties: readonly Tie[],
  from: EnvironmentKind | undefined,
): EnvironmentKind | undefined =>
  kinds.find((kind) => ties.includes(kind) && (from === undefined ? kind !== 'preview' : kind === from));
