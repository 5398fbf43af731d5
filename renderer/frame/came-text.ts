import type { Environment } from '../../core/environment.ts';

type Named = Pick<Environment, 'slug' | 'name'>;

/** Positions that have a key: Ctrl+1 to Ctrl+9. */
const numbered = 9;

/**
 * What to say when environments came into a project: the key of one, and which others have another key now.
 *
 * @param before  the live environments in order, as they were
 * @param now     the same as they are
 * @returns undefined where none came
 */
export function cameText(before: readonly Named[], now: readonly Named[]): string | undefined {
  const known = new Set(before.map(({ slug }) => slug));
  const came = now.filter(({ slug }) => !known.has(slug));
  const [first] = came;
  if (first === undefined) return undefined;
  const others = movedText(before, now);
  if (came.length > 1) return `${came.length} environments are new here.${others}`;
  const at = now.indexOf(first) + 1;
  return `${first.name} is new here${at <= numbered ? `: Ctrl+${at}` : ''}.${others}`;
}

/** Each that has another key, the last first: production is there, and its key is the one not to be wrong about. */
function movedText(before: readonly Named[], now: readonly Named[]): string {
  const moved = before
    .slice(0, numbered)
    .flatMap(({ slug }, was) => {
      const at = now.findIndex((each) => each.slug === slug);
      const each = now[at];
      return each === undefined || at === was ? [] : [{ name: each.name, at: at + 1 }];
    })
    .reverse()
    .map(({ name, at }) => (at > numbered ? `${name} has no key any more` : `${name} is Ctrl+${at} now`));
  return moved.length === 0 ? '' : ` ${moved.join(', ')}.`;
}
