import { create } from 'zustand';
import type { ApplyResult, ChangeSource, PlanView } from '../../core/changeset.ts';
import { type EnvironmentRef, nameAmong } from '../../core/environment.ts';
import { ask } from '../api/bridge.ts';
import { queryClient } from '../api/query-client.ts';
import { scopeQueries } from '../api/scope-queries.ts';
import { textInputs } from '../commands/keyboard.ts';
import { toast } from '../state/toasts.ts';
import { tellFailure } from '../values/use-reveal.ts';
import { doesSomething } from './plan-lines.ts';
import { planQueries } from './plan-queries.ts';
import { siblingsIn } from './siblings-in.ts';

export interface ReviewRequest {
  readonly env: EnvironmentRef;
  readonly source: ChangeSource;
  /** Called when operations of one of a row were carried out, all or some of them. */
  readonly onApplied?: ((result: ApplyResult) => void) | undefined;
}

/** Which of several reviews this is, from 1. */
export interface Turn {
  readonly at: number;
  readonly of: number;
}

interface OpenReview {
  readonly id: number;
  /** Undefined while the plan is being made. */
  readonly planId: string | undefined;
  /** What is reviewed. */
  readonly request: ReviewRequest;
  /** Reviews that follow when this one was applied. */
  readonly next: readonly ReviewRequest[];
  /** Absent where there is but one. */
  readonly turn: Turn | undefined;
  /** Called when the row was gone through to its end. */
  readonly onEnd?: (() => void) | undefined;
  readonly onApplied?: ((result: ApplyResult) => void) | undefined;
}

/** A review without its plan. */
type Waiting = Omit<OpenReview, 'id' | 'planId'>;

let opened = 0;

/** The review that lies over the page: a plan's id. Main keeps the plan and its values. */
interface Reviews {
  readonly open: OpenReview | undefined;
  readonly opened: (review: Waiting) => number;
  /** Its plan is there. */
  readonly planned: (id: number, planId: string) => void;
  readonly closed: () => void;
}

export const useReviews = create<Reviews>((set) => ({
  open: undefined,
  opened: (review) => {
    opened += 1;
    set({ open: { ...review, id: opened, planId: undefined } });
    return opened;
  },
  planned: (id, planId) => set(({ open }) => (open?.id === id ? { open: { ...open, planId } } : {})),
  closed: () => set({ open: undefined }),
}));

/**
 * Review several environments one after the other; closing one without applying it ends the row.
 *
 * One with nothing to change is stepped over, and said. A plan that cannot be made ends the row, and is told.
 *
 * @param of  how many there are with those already gone through
 * @param onEnd  called when the row was gone through to its end
 * @param idle  names of those right before these that had nothing to change, not told yet
 */
export function openReviews(
  requests: readonly ReviewRequest[],
  of = requests.length,
  onEnd?: () => void,
  idle: readonly string[] = [],
): void {
  const [first, ...next] = requests;
  if (first === undefined) {
    tellIdle(idle);
    onEnd?.();
    return;
  }
  const turn = of > 1 ? { at: of - next.length, of } : undefined;
  void openReview(first.env, first.source, first.onApplied, { next, turn, onEnd, idle });
}

/** Nothing to write and nothing to read: no row that changes, was refused or had to be left out. */
const isIdle = (plan: PlanView): boolean =>
  !doesSomething(plan) &&
  plan.left.length === 0 &&
  plan.rows.every(({ drift, risks }) => drift === undefined && risks.every(({ level }) => level === 'note'));

function tellIdle(names: readonly string[]): void {
  if (names.length > 0) toast('info', `Nothing to change in ${names.join(', ')}: left out.`);
}

/** The row of reviews ended before these were applied: what they were about stays as it is, drafts are kept. */
export function tellNotApplied(requests: readonly ReviewRequest[]): void {
  if (requests.length === 0) return;
  const names = requests.map(({ env }) => listedName(env)).join(', ');
  const drafts = requests.some(({ source }) => source.type === 'drafts');
  const kept = requests.length === 1 ? 'Its draft is kept.' : 'Their drafts are kept.';
  const stays = requests.length === 1 ? 'It stays as it is.' : 'They stay as they are.';
  toast('info', `Not applied: ${names}. ${drafts ? kept : stays}`);
}

/** What an environment is called as it is listed; its slug where it is not. */
function listedName(env: EnvironmentRef): string {
  const { workspaces = [] } = queryClient.getQueryData(scopeQueries.list().queryKey) ?? {};
  const siblings = siblingsIn(workspaces, env);
  const listed = siblings.find(({ slug }) => slug === env.slug);
  return listed === undefined ? env.slug : nameAmong(siblings, listed);
}

type Row = Pick<OpenReview, 'next' | 'turn' | 'onEnd'> & { readonly idle: readonly string[] };

const alone: Row = { next: [], turn: undefined, idle: [] };

/** A plan that takes longer than this, in milliseconds, is waited for in its review. */
const readingMs = 300;

/**
 * Plan a change and open its review; a failure is told in a toast. Where another review was opened meanwhile, that one
 * stays; where text is being typed, it stays too, and the review is offered. A review that is closed while its plan is
 * being made stays closed.
 *
 * @param onApplied  called when operations were carried out, all or some of them
 */
export async function openReview(
  env: EnvironmentRef,
  source: ChangeSource,
  onApplied?: (result: ApplyResult) => void,
  row: Row = alone,
): Promise<void> {
  const request = { env, source };
  const typing = watchTyping();
  const { next, turn, onEnd, idle } = row;
  const shown = { request, onApplied, next, turn, onEnd };
  const before = useReviews.getState().open;
  /** Of the review that waits for the plan. */
  let waiting: number | undefined;
  const isWanted = () => {
    const { open } = useReviews.getState();
    return waiting === undefined ? open === before : open?.id === waiting;
  };
  const late = setTimeout(() => {
    if (isWanted() && !isInText()) waiting = useReviews.getState().opened(shown);
  }, readingMs);
  try {
    await planThen(request, isWanted, (plan) => {
      if (turn !== undefined && isIdle(plan)) {
        drop(plan);
        if (waiting !== undefined) useReviews.getState().closed();
        return openReviews(next, turn.of, onEnd, [...idle, plan.environmentName]);
      }
      tellIdle(idle);
      if (!typing.goesOn()) return show(plan, shown, waiting);
      // Its keys would fall into the review, where letters are commands.
      drop(plan);
      toast('info', `The review of ${plan.environmentName} was not opened: you went on typing.`, {
        label: 'Review',
        run: () => void openReview(env, source, onApplied, { ...row, idle: [] }),
      });
    });
  } catch (thrown) {
    if (waiting !== undefined) {
      if (!isWanted()) return; // called off: nobody asks why there is none
      useReviews.getState().closed();
    }
    tellFailure(thrown);
    tellIdle(row.idle);
    tellNotApplied(row.next);
  } finally {
    clearTimeout(late);
    typing.end();
  }
}

/**
 * The same for what was typed into a dialog, which stays until the review is there. Rejects where no plan can be made.
 *
 * @param leave  closes the dialog; answers whether it was still there
 */
export function reviewTyped(
  request: ReviewRequest,
  leave: () => boolean,
  onApplied?: (result: ApplyResult) => void,
): Promise<void> {
  const before = useReviews.getState().open;
  const isWanted = () => useReviews.getState().open === before;
  const shown = { request, onApplied, next: [], turn: undefined };
  return planThen(request, isWanted, (plan) => (leave() ? show(plan, shown) : drop(plan)));
}

/** Asked for twice, or another was: what is typed into the review that came first stays, and the plan is let go. */
async function planThen(
  { env, source }: ReviewRequest,
  isWanted: () => boolean,
  then: (plan: PlanView) => void,
): Promise<void> {
  const plan = await ask('changes.plan', { env, source });
  if (isWanted()) then(plan);
  else drop(plan);
}

/** @param waiting  the review that is open for it already */
function show(plan: PlanView, review: Waiting, waiting?: number): void {
  const { opened: open, planned } = useReviews.getState();
  queryClient.setQueryData(planQueries.one(plan.id).queryKey, plan);
  planned(waiting ?? open(review), plan.id);
}

const drop = ({ id }: PlanView): void => void ask('changes.drop', { planId: id }).catch(() => undefined);

const isInText = (): boolean => document.activeElement?.matches(textInputs) === true;

/** Whether text is being typed from now on, and still is. */
function watchTyping(): { readonly goesOn: () => boolean; readonly end: () => void } {
  let typed = false;
  const end = new AbortController();
  const noticed = () => {
    typed = true;
  };
  document.addEventListener('input', noticed, { capture: true, signal: end.signal });
  return {
    goesOn: () => typed && isInText(),
    end: () => end.abort(),
  };
}
