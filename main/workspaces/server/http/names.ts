import { z } from 'zod';
import type { EnvironmentKind } from '../../../../core/environment.ts';
import { inOneLine } from '../../../../core/invisible.ts';

/** What a server calls an organization or a project: any text, here one line of what a screen can show. */
export const Title = z.string().transform((text) => inOneLine(text.slice(0, 200)));

/** Shorter than a slug by what stands before it there. */
export const BranchName = z.string().min(1).max(380);

const kindsByType: Readonly<Record<string, EnvironmentKind>> = {
  DEVELOPMENT: 'development',
  STAGING: 'staging',
  PREVIEW: 'preview',
  PRODUCTION: 'production',
};

const known: Readonly<Record<string, { readonly name: string; readonly kind: EnvironmentKind }>> = {
  dev: { name: 'Development', kind: 'development' },
  stg: { name: 'Staging', kind: 'staging' },
  preview: { name: 'Preview', kind: 'preview' },
  prod: { name: 'Production', kind: 'production' },
};

/** Servers take the long name of staging for its slug: both are one environment. */
export const usualSlug = (slug: string): string => (slug === 'staging' ? 'stg' : slug);

/** What people call an environment: a slug that servers do not make themselves is its own name. */
export const nameOf = (slug: string): string =>
  (Object.hasOwn(known, slug) ? known[slug]?.name : undefined) ?? slug;

/**
 * How careful one must be with an environment: by the type that the server tells, else by its slug.
 *
 * A slug that tells nothing is `staging`: development would be careless, production would cry wolf.
 */
export function kindOf(slug: string, type?: string): EnvironmentKind {
  if (type !== undefined && Object.hasOwn(kindsByType, type)) return kindsByType[type] ?? 'staging';
  if (Object.hasOwn(known, slug)) return known[slug]?.kind ?? 'staging';
  return guesses.find(([pattern]) => pattern.test(slug.toLowerCase()))?.[1] ?? 'staging';
}

/** Production wherever the word appears; the careless kinds only as a word of their own. */
const guesses: readonly (readonly [RegExp, EnvironmentKind])[] = [
  [/prod|live/, 'production'],
  [/preview|(?<![a-z])pr(?![a-z])/, 'preview'],
  [/(?<![a-z])(?:dev(?:el(?:opment)?)?|test(?:s|ing)?|local)(?![a-z])/, 'development'],
];
