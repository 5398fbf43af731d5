import { type EnvironmentKind, Protection } from './environment.ts';

const strength: Readonly<Record<Protection, number>> = { off: 0, warn: 1, 'type-slug': 2, 'read-only': 3 };

/** Whether `a` guards less than `b`. */
export const isWeaker = (a: Protection, b: Protection): boolean => strength[a] < strength[b];

/** What an environment of a kind has unless the person says otherwise. */
export const defaultProtection = (kind: EnvironmentKind): Protection =>
  kind === 'production' ? 'type-slug' : 'off';

/** What really guards an environment: whatever is set, production never has less than its slug typed. */
export function protectionOf({
  kind,
  protection,
}: {
  readonly kind: EnvironmentKind;
  readonly protection?: Protection | undefined;
}): Protection {
  const least = defaultProtection(kind);
  const set = protection ?? least;
  return isWeaker(set, least) ? least : set;
}

/** What an environment of this kind may be set to. */
export const protectionsFor = (kind: EnvironmentKind): readonly Protection[] =>
  Protection.options.filter((each) => !isWeaker(each, defaultProtection(kind)));
