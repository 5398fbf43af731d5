import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  emptyPromotion,
  type Promotion,
  type PromotionEvent,
  promotionAfter,
} from '../../../renderer/state/promotion.ts';

const up = { left: 'staging', right: 'prod' };
const other = { left: 'dev', right: 'staging' };
const given = (...events: readonly PromotionEvent[]): Promotion =>
  events.reduce(promotionAfter, emptyPromotion);
const chosen = (promotion: Promotion) => Object.fromEntries(choicesOf(promotion));

describe('a promotion in hand', () => {
  it('starts with nothing chosen, and skipping a key forgets its choice', () => {
    const chosenTwo = given(
      { type: 'pair-picked', pair: up },
      { type: 'chosen', keys: ['A', '__proto__'], choice: 'set' },
      { type: 'chosen', keys: ['A'], choice: 'skip' },
    );
    expect(choicesOf(given({ type: 'pair-picked', pair: up })).size).toBe(0);
    expect([...choicesOf(chosenTwo)]).toEqual([['__proto__', 'set']]);
  });

  it('keeps the choices of each pair while another is looked at', () => {
    const there = given(
      { type: 'pair-picked', pair: up },
      { type: 'chosen', keys: ['A'], choice: 'copy' },
      { type: 'pair-picked', pair: other },
      { type: 'chosen', keys: ['Z'], choice: 'delete' },
    );
    expect(chosen(there)).toEqual({ Z: 'delete' });
    expect(chosen(promotionAfter(there, { type: 'pair-picked', pair: up }))).toEqual({ A: 'copy' });
  });

  it('forgets a plan as soon as a choice or the pair changes', () => {
    const planned = given({ type: 'pair-picked', pair: up }, { type: 'planned', planId: 'plan-0001' });
    expect(planned).toMatchObject({ step: 'review', planId: 'plan-0001' });
    const changes: readonly PromotionEvent[] = [
      { type: 'chosen', keys: ['A'], choice: 'copy' },
      { type: 'pair-picked', pair: other },
      { type: 'keys-brought', pair: up, keys: ['A'] },
      { type: 'finished' },
    ];
    for (const change of changes) expect(promotionAfter(planned, change).planId).toBeUndefined();
  });

  it('starts with exactly the keys brought from compare', () => {
    const brought = given(
      { type: 'pair-picked', pair: up },
      { type: 'chosen', keys: ['X'], choice: 'copy' },
      { type: 'keys-brought', pair: up, keys: ['A', 'B'] },
    );
    expect(brought.step).toBe('choose');
    expect(chosen(brought)).toEqual({ A: 'copy', B: 'copy' });
  });

  it('begins anew when finished', () => {
    const done = given(
      { type: 'pair-picked', pair: up },
      { type: 'chosen', keys: ['A'], choice: 'copy' },
      { type: 'finished' },
    );
    expect(done.step).toBe('pair');
    expect(done.pair).toEqual(up);
    expect(choicesOf(done).size).toBe(0);
  });
});
