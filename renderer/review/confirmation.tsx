import { useState } from 'react';
import type { Confirmation, PlanView } from '../../core/changeset.ts';
import { TextField } from '../ui/field.tsx';
import { changeCount, isConfirmed, plural } from './plan-lines.ts';

export interface Typed {
  readonly slug: string;
  readonly keys: ReadonlyMap<string, string>;
}

const nothing: Typed = { slug: '', keys: new Map() };

/** What the person typed into a review, and whether it is all that the plan demands. */
export function useConfirmation(plan: PlanView | undefined) {
  const [typed, setTyped] = useState<Typed>(nothing);
  const confirmed = plan !== undefined && isConfirmed(plan.confirmation, typed);
  const confirmation: Confirmation = { slug: typed.slug, keys: [...typed.keys.values()] };
  return { typed, setTyped, confirmed, confirmation, forget: () => setTyped(nothing) };
}

/** The fields of a typed confirmation, beside the count of what will change. */
export function ConfirmationFields({
  plan,
  typed,
  onType,
  autoFocus = true,
}: {
  readonly plan: PlanView;
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
  readonly autoFocus?: boolean;
}) {
  const { slug, keys } = plan.confirmation;
  if (slug === undefined && keys.length === 0) return null;
  const count = changeCount(plan);
  return (
    <div className="confirmation" data-kind={plan.environmentKind}>
      {keys.map((key) => (
        <TextField
          key={key}
          mono
          label={`${key} is refused. Type its name to apply it all the same`}
          value={typed.keys.get(key) ?? ''}
          onChange={(text) => onType({ ...typed, keys: new Map(typed.keys).set(key, text) })}
        />
      ))}
      {slug !== undefined && (
        <TextField
          mono
          autoFocus={autoFocus}
          label={`Type ${slug} to make ${count === 1 ? 'this' : 'these'} ${plural(count, 'change')} to ${plan.environmentName}`}
          placeholder={slug}
          value={typed.slug}
          error={slug.startsWith(typed.slug) ? undefined : `It is “${slug}”.`}
          onChange={(text) => onType({ ...typed, slug: text })}
        />
      )}
    </div>
  );
}
