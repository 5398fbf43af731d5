import type { PlanView } from '../../../core/changeset.ts';

/** What the person typed to confirm one plan. */
export interface Typed {
  readonly slug: string;
  readonly keys: readonly string[];
}

export const nothingTyped: Typed = { slug: '', keys: [] };

/** Whether everything that main will demand was typed. Main checks it again. */
export function isConfirmed(plan: PlanView, typed: Typed): boolean {
  const { slug, keys } = plan.confirmation;
  const given = new Set(typed.keys);
  return (slug === undefined || typed.slug === slug) && keys.every((key) => given.has(key));
}
