import type { Environment } from '../../../core/environment.ts';
import { type Pair, partnerOf, usualPair } from '../../../core/pairs.ts';

type Scoped = Pick<Environment, 'slug' | 'kind' | 'order' | 'archived' | 'empty'>;

/**
 * The two sides that an address means. Names that are not (or no longer) live environments are passed over.
 *
 * @param left, right  slugs from the address; empty when it names none
 * @returns undefined in a project with fewer than two live environments
 */
export function sidesOf(environments: readonly Scoped[], left: string, right: string): Pair | undefined {
  const live = (slug: string) => environments.some((one) => one.slug === slug && !one.archived);
  if (live(left) && live(right) && left !== right) return { left, right };
  const known = live(left) ? left : live(right) ? right : undefined;
  const partner = known === undefined ? undefined : partnerOf(environments, known);
  if (known === undefined || partner === undefined) return usualPair(environments);
  return known === left ? { left: known, right: partner } : { left: partner, right: known };
}

/** Switching to an environment that is on neither side puts it on the left, against the same right side. */
export function afterSwitch(sides: Pair, slug: string): Pair {
  return sides.left === slug || sides.right === slug ? sides : { left: slug, right: sides.right };
}

export const swapped = (sides: Pair): Pair => ({ left: sides.right, right: sides.left });

/** Picking the environment of the other side swaps them: two sides are never one environment. */
export function withSide(sides: Pair, side: 'left' | 'right', slug: string): Pair {
  const other = side === 'left' ? sides.right : sides.left;
  return slug === other ? swapped(sides) : { ...sides, [side]: slug };
}
