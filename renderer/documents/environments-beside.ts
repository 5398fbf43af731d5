import type { Environment } from '../../core/environment.ts';

/** Each is a list of its own to be read, of a server with requests of its own. */
const most = 5;

/**
 * The environments that are shown beside one: in their order, but branches of preview only where there is room.
 *
 * @returns at most five, and how many there are besides
 */
export function environmentsBeside(
  all: readonly Environment[],
  slug: string,
): { readonly beside: readonly Environment[]; readonly notShown: number } {
  const others = all.filter((one) => one.slug !== slug);
  const isPreview = ({ kind }: Environment): boolean => kind === 'preview';
  const chosen = new Set(
    [...others.filter((one) => !isPreview(one)), ...others.filter(isPreview)].slice(0, most),
  );
  return { beside: others.filter((one) => chosen.has(one)), notShown: others.length - chosen.size };
}
