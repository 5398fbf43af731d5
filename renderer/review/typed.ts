import type { Confirmation, PlanView } from '../../core/changeset.ts';

/** What the person typed to confirm one plan. */
export interface Typed {
  readonly slug: string;
  /** By key of a row that asks for it: the text in its field. */
  readonly keys: ReadonlyMap<string, string>;
}

export const nothingTyped: Typed = { slug: '', keys: new Map() };

type Demanded = PlanView['confirmation'];

/** The fields of a confirmation in their order: what has to be typed into each, and what is typed. */
export function demands({ slug, keys }: Demanded, typed: Typed) {
  return [
    ...keys.map((key) => ({ of: 'key' as const, wanted: key, text: typed.keys.get(key) ?? '' })),
    ...(slug === undefined ? [] : [{ of: 'slug' as const, wanted: slug, text: typed.slug }]),
  ];
}

/** Position of the first field that is empty or wrong; undefined when all is typed. Main checks it again. */
export function firstMissing(demanded: Demanded, typed: Typed): number | undefined {
  const found = demands(demanded, typed).findIndex(({ wanted, text }) => text !== wanted);
  return found === -1 ? undefined : found;
}

/**
 * What is wrong with a text, in words.
 *
 * @param asked  whether the person wanted to go on: then what is not there yet is missing, too
 */
export function problemOf(wanted: string, text: string, asked: boolean): string | undefined {
  if (text === wanted || (!asked && wanted.startsWith(text))) return undefined;
  return text === '' ? `Type ${wanted} here first.` : `Type “${wanted}” exactly.`;
}

/** As main takes it. */
export const confirmationOf = ({ slug, keys }: Typed): Confirmation => ({ slug, keys: [...keys.values()] });
