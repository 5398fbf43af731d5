import { useState } from 'react';
import type { PlanView } from '../../core/changeset.ts';
import { TextField } from '../ui/field.tsx';
import { changeCount, plural } from './plan-lines.ts';
import { demands, firstMissing, nothingTyped, problemOf, type Typed } from './typed.ts';

/** What the fields of one plan show. */
export interface Confirming {
  readonly typed: Typed;
  /** Position of the field at which the person was stopped on the way on. */
  readonly askedAt: number | undefined;
  readonly onType: (typed: Typed) => void;
}

/** What the person typed into the review of some plans, and whether it is all that they demand. */
export function useConfirmation(plans: readonly PlanView[]) {
  const [typed, setTyped] = useState<ReadonlyMap<string, Typed>>(new Map());
  const [asked, setAsked] = useState<Place>();
  const typedFor = (planId: string) => typed.get(planId) ?? nothingTyped;
  const missing = plans.flatMap(({ id, confirmation }): Place[] => {
    const field = firstMissing(confirmation, typedFor(id));
    return field === undefined ? [] : [{ planId: id, field }];
  })[0];
  return {
    confirmed: missing === undefined,
    typedFor,
    of: (planId: string): Confirming => ({
      typed: typedFor(planId),
      askedAt: asked?.planId === planId ? asked.field : undefined,
      onType: (next) => {
        setTyped(new Map(typed).set(planId, next));
        setAsked(undefined);
      },
    }),
    /** Lead to the first field that is empty or wrong, and say there what is missing. */
    ask: () => {
      setAsked(missing);
      if (missing !== undefined) document.getElementById(fieldId(missing))?.focus();
    },
    forget: () => {
      setTyped(new Map());
      setAsked(undefined);
    },
  };
}

interface Place {
  readonly planId: string;
  readonly field: number;
}

const fieldId = ({ planId, field }: Place) => `confirm-${planId}-${field}`;

/** The fields of a typed confirmation, beside the count of what will change. */
export function ConfirmationFields({
  plan,
  confirming,
  autoFocus = true,
}: {
  readonly plan: PlanView;
  readonly confirming: Confirming;
  /** Whether the first field takes the focus. */
  readonly autoFocus?: boolean;
}) {
  const { typed, askedAt, onType } = confirming;
  const fields = demands(plan.confirmation, typed);
  if (fields.length === 0) return null;
  const count = changeCount(plan);
  const slugLabel = (slug: string) =>
    count === 0
      ? `Type ${slug} to create ${plan.environmentName}`
      : `Type ${slug} to make ${count === 1 ? 'this change' : `these ${plural(count, 'change')}`} to ${plan.environmentName}`;
  return (
    <div
      className="confirmation"
      data-kind={plan.environmentKind}
      data-refused={plan.confirmation.keys.length > 0 || undefined}
    >
      {fields.map(({ of, wanted, text }, field) => (
        <TextField
          key={`${of} ${wanted}`}
          id={fieldId({ planId: plan.id, field })}
          mono
          autoFocus={autoFocus && field === 0}
          // The first focus does not scroll, and a long review has the field far below.
          onFocus={({ target }) => target.scrollIntoView({ block: 'nearest' })}
          label={of === 'slug' ? slugLabel(wanted) : keyLabel(plan, wanted)}
          {...(of === 'key' && text === wanted ? { hint: 'Confirmed.' } : {})}
          value={text}
          error={problemOf(wanted, text, askedAt === field)}
          onChange={(next) =>
            onType(
              of === 'slug'
                ? { ...typed, slug: next }
                : { ...typed, keys: new Map(typed.keys).set(wanted, next) },
            )
          }
        />
      ))}
    </div>
  );
}

/** Why a row asks for its name, and how it goes on all the same. Rows of several resources may have one key. */
function keyLabel({ rows }: PlanView, key: string): string {
  const asking = rows.filter((row) => row.key === key && row.action !== 'none');
  const why = asking
    .flatMap(({ risks }) => risks.filter(({ level }) => level === 'refused'))
    .map(({ text }) => firstSentence(text));
  return [...new Set(why), `Type ${key} to apply it anyway`].join(' ');
}

/** The rest stands beside the row. */
const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
