import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { ImportPlan, ImportResult, ImportTarget } from '../../../core/imports.ts';
import { asAppError, ask } from '../../api/bridge.ts';
import { scopeQueries } from '../../api/scope-queries.ts';
import { confirmationOf, type Typed } from '../../review/typed.ts';
import { type Decisions, rowChoices } from './decisions.ts';

interface Steps {
  readonly plan: ImportPlan | undefined;
  readonly busy: boolean;
  readonly error: AppError | undefined;
  readonly review: (target: ImportTarget, decisions: Decisions) => void;
  readonly apply: (typedFor: (planId: string) => Typed) => void;
  readonly back: () => void;
}

/** From the preview to the review, and from there to what was written. */
export function useImportSteps(importId: string, onImported: (result: ImportResult) => void): Steps {
  const client = useQueryClient();
  const [plan, setPlan] = useState<ImportPlan>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  const during = (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    void work()
      .catch(async (thrown: unknown) => {
        const failure = asAppError(thrown);
        setError(failure);
        if (failure.code === 'drift' && plan !== undefined) setPlan(await seenAgain(plan, failure.planId));
      })
      .finally(() => setBusy(false));
  };
  return {
    plan,
    busy,
    error,
    review: (target, decisions) =>
      during(async () => {
        const files = [...decisions.files];
        setPlan(await ask('imports.plan', { importId, target, files, rows: rowChoices(decisions) }));
      }),
    apply: (typedFor) =>
      during(async () => {
        if (plan === undefined) return;
        const confirmations = plan.plans.map(({ id, revision }) => ({
          planId: id,
          revision,
          ...confirmationOf(typedFor(id)),
        }));
        const result = await ask('imports.apply', { importId, confirmations });
        await client.invalidateQueries(scopeQueries.list()); // what was made, so that keys lead there
        // Before the others: read again, the app knows of no import, and its page would say so in between.
        onImported(result);
        await client.invalidateQueries();
      }),
    back: () => {
      setPlan(undefined);
      setError(undefined);
    },
  };
}

/** The target moved: that plan's next revision takes the place of the one that was seen. */
async function seenAgain(plan: ImportPlan, planId: string): Promise<ImportPlan> {
  const next = await ask('changes.view', { planId });
  return { ...plan, plans: plan.plans.map((one) => (one.id === planId ? next : one)) };
}
