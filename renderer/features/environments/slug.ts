import { NewSlug } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';

/** What is wrong with a new slug, in words; undefined when it can be used. */
export function slugProblem(slug: string, taken: readonly string[]): string | undefined {
  if (slug === '') return 'A slug is needed: it names the environment in paths and confirmations.';
  if (slug.length > limits.slugLength) return `At most ${limits.slugLength} characters.`;
  if (/[A-Z]/.test(slug)) return 'Lower-case letters only.';
  if (/[^a-z0-9-]/.test(slug)) return 'Only letters, digits and hyphens.';
  if (!NewSlug.safeParse(slug).success) return 'A hyphen may stand inside only, not at an end.';
  if (taken.includes(slug)) return 'There is already an environment with this slug.';
  return undefined;
}

/** A slug that follows from a name, as far as it can. */
export function slugFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, limits.slugLength)
    .replaceAll(/^-+|-+$/g, '');
}

/** The slugs with the one at `slug` moved a place up (-1) or down (1); unchanged at the ends. */
export function moved(slugs: readonly string[], slug: string, by: -1 | 1): readonly string[] {
  const from = slugs.indexOf(slug);
  const to = from + by;
  const other = slugs[to];
  if (from < 0 || other === undefined) return slugs;
  return slugs.map((each, index) => (index === from ? other : index === to ? slug : each));
}
