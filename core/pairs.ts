import type { Environment, EnvironmentKind } from './environment.ts';

/** Two environments of one project, by slug. Promotion goes from left to right. */
export interface Pair {
  readonly left: string;
  readonly right: string;
}

type Scoped = Pick<Environment, 'slug' | 'kind' | 'order' | 'archived' | 'empty'>;

/** How close a kind is to production on the usual way up. A preview leads nowhere but to production. */
const height: Readonly<Record<EnvironmentKind, number>> = {
  development: 1,
  preview: 2,
  staging: 3,
  production: 4,
};

/** The next step up from each kind, best first. */
const upFrom: Readonly<Record<EnvironmentKind, readonly EnvironmentKind[]>> = {
  development: ['staging', 'production', 'preview'],
  preview: ['production', 'staging'],
  staging: ['production'],
  production: [],
};

const downwards: readonly EnvironmentKind[] = ['staging', 'preview', 'development', 'production'];

const topmost: readonly EnvironmentKind[] = ['production', 'staging', 'preview', 'development'];

const live = (environments: readonly Scoped[]): readonly Scoped[] =>
  environments.filter((one) => !one.archived).sort((a, b) => a.order - b.order);

/** An empty one only where all are. */
const firstOf = (environments: readonly Scoped[], kinds: readonly EnvironmentKind[]): Scoped | undefined => {
  const inTurn = kinds.flatMap((kind) => environments.filter((one) => one.kind === kind));
  return inTurn.find((one) => one.empty !== true) ?? inTurn[0];
};

/** The two in the order in which values usually travel: towards production on the right. */
export function upwards(a: Scoped, b: Scoped): Pair {
  const swapped = height[a.kind] - height[b.kind] || a.order - b.order;
  return swapped > 0 ? { left: b.slug, right: a.slug } : { left: a.slug, right: b.slug };
}

/**
 * The environment that `slug` is usually held against: the next kind up, for the topmost the one below.
 *
 * An empty one is passed over as long as another one will do: it says nothing. Where all that is above is empty, it is
 * what has to be filled, and comes before what is below.
 */
export function partnerOf(environments: readonly Scoped[], slug: string): string | undefined {
  const all = live(environments);
  const self = all.find((one) => one.slug === slug);
  const others = all.filter((one) => one.slug !== slug);
  if (self === undefined) return others[0]?.slug;
  return (firstOf(others, upFrom[self.kind]) ?? firstOf(others, downwards))?.slug;
}

/** The pair people ask about most: production and what leads to it. */
export function usualPair(environments: readonly Scoped[]): Pair | undefined {
  const all = live(environments);
  const highest = topmost.find((kind) => all.some((one) => one.kind === kind));
  const top = highest && firstOf(all, [highest]);
  if (top === undefined) return undefined;
  return pairWith(environments, top.slug);
}

/** `slug` and its partner, in the order in which values usually travel. */
export function pairWith(
  environments: readonly Scoped[],
  slug: string,
  wantedPartner?: string,
): Pair | undefined {
  const all = live(environments);
  const self = all.find((one) => one.slug === slug);
  const wanted = all.find((one) => one.slug === wantedPartner && one.slug !== slug);
  const other = wanted ?? all.find((one) => one.slug === partnerOf(all, slug));
  if (self === undefined || other === undefined) return undefined;
  return upwards(self, other);
}
