import './promote.css';
import MoveRight from 'lucide-react/icons/move-right';
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { ChangeSource } from '../../../core/changeset.ts';
import { type Pair, pairWith } from '../../../core/pairs.ts';
import { ListNotices } from '../../lists/list-notices.tsx';
import { SeenTimes } from '../../lists/seen-times.tsx';
import { SlowLoading } from '../../lists/slow-loading.tsx';
import { FailedSides } from '../../pairs/failed-sides.tsx';
import { usePairRows } from '../../pairs/use-pair-rows.ts';
import { useReady } from '../../router/ready.ts';
import { projectKey, siblingRef, useEnv } from '../../router/use-env.ts';
import { useGo } from '../../router/use-go.ts';
import { choicesOf, usePromotion } from '../../state/promotion.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { EnvironmentTag } from '../../ui/environment-tag.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { StepBar } from '../../ui/step-bar.tsx';
import { ChooseSections } from './choose-sections.tsx';
import { PairStep } from './pair-step.tsx';
import { sourceChoices, type TypedValue } from './plan-source.ts';
import { PlanningStep } from './planning-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { promoteRows } from './rows.ts';
import { promoteSteps } from './steps.ts';
import { usePlanning } from './use-planning.ts';

/** From one environment to another in four steps. */
export function PromotePage(): ReactNode {
  const here = useEnv();
  const { promotion, happened } = usePromotion(projectKey(here.ref));
  const idle = promotion.step === 'pair' && choicesOf(promotion).size === 0;
  // As long as nothing was chosen, a promotion starts from wherever the person is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving and switching, not every change
  useEffect(() => {
    const { slug } = here.ref;
    const usual = pairWith(here.environments, slug);
    const known = promotion.pair?.left === slug || promotion.pair?.right === slug;
    if (idle && !known && usual !== undefined) happened({ type: 'pair-picked', pair: usual });
  }, [here.ref.slug]);
  const live = (slug: string) => here.environments.some((one) => one.slug === slug);
  const kept = promotion.pair;
  const isKept = kept !== undefined && live(kept.left) && live(kept.right);
  const pair = isKept ? kept : pairWith(here.environments, here.ref.slug);
  // What was chosen for a pair that is gone is of no other: it begins anew, before it is seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when a side of the pair goes
  useLayoutEffect(() => {
    if (kept !== undefined && pair !== undefined && !isKept) happened({ type: 'pair-picked', pair });
  }, [isKept]);
  if (pair === undefined) return <OneEnvironment />;
  return <Wizard key={`${pair.left} ${pair.right}`} pair={pair} />;
}

function OneEnvironment(): ReactNode {
  const { environment } = useEnv();
  const go = useGo();
  useReady(true);
  return (
    <EmptyState
      level={1}
      title="Nowhere to promote to"
      actions={
        <Button look="primary" chord="Alt+8" onPress={() => go.page('environments')}>
          Make another environment
        </Button>
      }
    >
      {environment.name} is the only environment of this project.
    </EmptyState>
  );
}

function Wizard({ pair }: { readonly pair: Pair }): ReactNode {
  const here = useEnv();
  const { promotion, happened } = usePromotion(projectKey(here.ref));
  const [typed, setTyped] = useState<ReadonlyMap<string, TypedValue>>(new Map());
  const loaded = usePairRows(pair);
  const compared = loaded.state === 'ready' ? loaded.rows : undefined;
  const rules = loaded.state === 'ready' ? loaded.rules : undefined;
  const planning = usePlanning();
  useReady(loaded.state !== 'loading');
  const named = (slug: string) => here.environments.find((one) => one.slug === slug);
  const [from, to] = [named(pair.left), named(pair.right)];
  const [fromKind, toKind] = [from?.kind, to?.kind];
  const rows = useMemo(() => {
    if (compared === undefined || rules === undefined) return undefined;
    if (fromKind === undefined || toKind === undefined) return undefined;
    return promoteRows(compared, rules, { from: fromKind, to: toKind });
  }, [compared, rules, fromKind, toKind]);
  const choices = choicesOf(promotion);
  // Coming back after the window was elsewhere while it applied: what was promoted is in the history.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page appears
  useEffect(() => {
    if (promotion.step === 'apply') happened({ type: 'finished' });
  }, []);
  if (from === undefined || to === undefined) return null;

  const plan = async () => {
    const { choices: wanted, agents, queues, untyped } = sourceChoices(choices, typed);
    const [first] = untyped;
    if (first !== undefined) return toast('warn', `Type the value of ${first} again: it was not kept.`);
    const source: ChangeSource = {
      type: 'promotion',
      from: siblingRef(here, from.slug),
      choices: [...wanted],
      agents: [...agents],
      queues: [...queues],
    };
    return planning.go({ env: siblingRef(here, to.slug), source }, ({ id }) =>
      happened({ type: 'planned', planId: id }),
    );
  };
  const step = promotion.step;
  const failed =
    loaded.state === 'failed' ? <FailedSides sides={loaded.sides} retry={loaded.retry} /> : undefined;
  return (
    <section className="promote" aria-label="Promote">
      <header className="promote-head">
        <h1 className="only-spoken">Promote</h1>
        <StepBar steps={promoteSteps} step={step} />
        <div className="promote-way">
          <SeenTimes environments={[from, to]} />
          <EnvironmentTag kind={from.kind} name={from.name} colour={from.colour} />
          <MoveRight size={16} aria-label="to" />
          <EnvironmentTag kind={to.kind} name={to.name} colour={to.colour} filled />
        </div>
      </header>
      {(step === 'pair' || step === 'choose') &&
        [from, to].map(({ slug, name }) => (
          <ListNotices key={slug} env={siblingRef(here, slug)} name={name} />
        ))}
      {step === 'choose' && failed}
      {planning.running && (
        <PlanningStep workspaceId={here.ref.workspaceId} name={to.name} back={planning.callOff} />
      )}
      {step === 'pair' && (
        <PairStep
          pair={pair}
          environments={here.environments}
          from={from}
          to={to}
          rows={rows}
          problem={failed}
          picked={(next) => happened({ type: 'pair-picked', pair: next })}
          next={() => happened({ type: 'stepped', step: 'choose' })}
        />
      )}
      {step === 'choose' && !planning.running && rows === undefined && loaded.state === 'loading' && (
        <SlowLoading label={`Loading ${from.name} and ${to.name}`} rows={16} />
      )}
      {step === 'choose' && !planning.running && rows !== undefined && (
        <ChooseSections
          from={from}
          to={to}
          rows={rows}
          choices={choices}
          typed={typed}
          onTyped={(key, value) => setTyped((now) => new Map(now).set(key, value))}
          happened={happened}
          next={() => void plan()}
          back={() => happened({ type: 'stepped', step: 'pair' })}
        />
      )}
      {(step === 'review' || step === 'apply') && promotion.planId !== undefined && (
        <ReviewStep
          key={promotion.planId}
          planId={promotion.planId}
          back={() => happened({ type: 'stepped', step: 'choose' })}
          applying={() => happened({ type: 'stepped', step: 'apply' })}
          refused={() => happened({ type: 'stepped', step: 'review' })}
          finished={() => happened({ type: 'finished' })}
        />
      )}
    </section>
  );
}
