import { create } from 'zustand';
import type { Pair } from '../../core/pairs.ts';

/**
 * What happens to a key, or by its `rowId` to an agent or a queue; one without a choice is skipped.
 *
 * The value of a `set` is never kept here.
 */
export type Choice = 'copy' | 'set' | 'delete';
export type Choices = ReadonlyMap<string, Choice>;

export type Step = 'pair' | 'choose' | 'review' | 'apply';

/** How far the person has come with promoting in one project. Keys and ids only. */
export interface Promotion {
  readonly pair: Pair | undefined;
  readonly step: Step;
  /** By pair, so that looking at another pair loses nothing. */
  readonly choices: ReadonlyMap<string, Choices>;
  readonly planId: string | undefined;
}

export const emptyPromotion: Promotion = {
  pair: undefined,
  step: 'pair',
  choices: new Map(),
  planId: undefined,
};

/** A slug never holds a blank, so the name is unique. */
export const pairId = (pair: Pair): string => `${pair.left} ${pair.right}`;

export type PromotionEvent =
  | { readonly type: 'pair-picked'; readonly pair: Pair }
  | { readonly type: 'keys-brought'; readonly pair: Pair; readonly keys: readonly string[] }
  | { readonly type: 'chosen'; readonly keys: readonly string[]; readonly choice: Choice | 'skip' }
  | { readonly type: 'planned'; readonly planId: string }
  | { readonly type: 'stepped'; readonly step: Step }
  | { readonly type: 'finished' };

/** What a promotion becomes when something happens. Pure. */
export function promotionAfter(now: Promotion, event: PromotionEvent): Promotion {
  switch (event.type) {
    case 'pair-picked':
      return { ...now, pair: event.pair, planId: undefined, step: 'pair' };
    case 'keys-brought': {
      const choices = new Map(event.keys.map((key) => [key, 'copy'] as const));
      return {
        ...withChoices(now, event.pair, choices),
        pair: event.pair,
        step: 'choose',
        planId: undefined,
      };
    }
    case 'chosen':
      if (now.pair === undefined) return now;
      return { ...withChoices(now, now.pair, chosen(choicesOf(now), event)), planId: undefined };
    case 'planned':
      return { ...now, planId: event.planId, step: 'review' };
    case 'stepped':
      return { ...now, step: event.step };
    case 'finished': {
      const choices = new Map(now.choices);
      if (now.pair !== undefined) choices.delete(pairId(now.pair));
      return { ...now, choices, planId: undefined, step: 'pair' };
    }
  }
}

const noChoices: Choices = new Map();

/** The choices made for the pair in hand. */
export const choicesOf = (promotion: Promotion): Choices =>
  (promotion.pair === undefined ? undefined : promotion.choices.get(pairId(promotion.pair))) ?? noChoices;

const withChoices = (now: Promotion, pair: Pair, choices: Choices): Promotion => ({
  ...now,
  choices: new Map(now.choices).set(pairId(pair), choices),
});

function chosen(before: Choices, event: { keys: readonly string[]; choice: Choice | 'skip' }): Choices {
  const after = new Map(before);
  for (const key of event.keys) {
    if (event.choice === 'skip') after.delete(key);
    else after.set(key, event.choice);
  }
  return after;
}

interface Promotions {
  readonly byProject: ReadonlyMap<string, Promotion>;
  readonly happened: (project: string, event: PromotionEvent) => void;
}

/** Lives as long as the window: leaving the wizard and coming back finds everything as it was. */
export const usePromotions = create<Promotions>((set) => ({
  byProject: new Map(),
  happened: (project, event) =>
    set(({ byProject }) => ({
      byProject: new Map(byProject).set(
        project,
        promotionAfter(byProject.get(project) ?? emptyPromotion, event),
      ),
    })),
}));

/** The promotion of one project and the way to tell it what happened. */
export function usePromotion(project: string): {
  readonly promotion: Promotion;
  readonly happened: (event: PromotionEvent) => void;
} {
  const promotion = usePromotions((state) => state.byProject.get(project)) ?? emptyPromotion;
  const tell = usePromotions((state) => state.happened);
  return { promotion, happened: (event) => tell(project, event) };
}
