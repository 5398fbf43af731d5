import { describe, expect, it } from 'vitest';
import type { CloneCheck } from '../../../core/ipc/document-calls.ts';
import { cloneWork } from '../../../renderer/features/agents/clone-work.ts';

const check = (state: CloneCheck['state']): CloneCheck => ({
  slug: state,
  name: state,
  state,
  routes: [],
  skills: [],
  stays: [],
});

const staging = { name: 'Staging' };
const production = { name: 'Production' };

describe('what of a clone is reviewed', () => {
  it('is all of it where everything changes', () => {
    const work = cloneWork([staging, production], () => [check('new'), check('same')]);
    expect(work).toEqual({
      toReview: [staging, production],
      text: 'Nothing is written before the review.',
    });
  });

  it('leaves out what has the agents already, and says so', () => {
    const work = cloneWork([staging, production], (one) => [check(one === staging ? 'same' : 'changes')]);
    expect(work.toReview).toEqual([production]);
    expect(work.text).toBe('Nothing to change in Staging: left out. Nothing is written before the review.');
  });

  it('is nothing where nothing changes', () => {
    const work = cloneWork([staging], () => [check('same'), check('missing')]);
    expect(work).toEqual({ toReview: [], text: 'Nothing to change in Staging.' });
  });

  it('takes in what was not looked at yet', () => {
    expect(cloneWork([staging], () => undefined).toReview).toEqual([staging]);
  });
});
