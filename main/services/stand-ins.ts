import type { Project, ProjectRef } from '../../core/environment.ts';
import type { Context } from './context.ts';
import { readRenames } from './renames-table.ts';

/**
 * Environments that are the second of one while a rename is under way: the copy until the switch, the old one after it.
 * That both hold the same is no accident, and nobody else shares anything with the second.
 *
 * @returns the slug of the other one by theirs
 */
export function readStandIns(
  context: Context,
  ref: ProjectRef,
  { environments }: Pick<Project, 'environments'>,
): ReadonlyMap<string, string> {
  const isLive = (slug: string) => environments.some((one) => one.slug === slug && !one.archived);
  return new Map(
    readRenames(context, ref)
      .filter(({ from, to }) => isLive(from.slug) && isLive(to.slug))
      .map(({ from, to, switched }) => (switched ? [from.slug, to.slug] : [to.slug, from.slug])),
  );
}

/** Whether what `slug` holds is held against what `other` holds. */
export const isApart = (standIns: ReadonlyMap<string, string>, slug: string, other: string): boolean =>
  slug !== other && !standIns.has(other) && standIns.get(slug) !== other;
