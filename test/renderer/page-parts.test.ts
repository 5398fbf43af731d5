import { describe, expect, it } from 'vitest';
import { isPartOpen, searchElsewhere } from '../../renderer/router/page-parts.ts';

describe('the key of the page that is open', () => {
  it('leads back from an agent and from a clone', () => {
    expect(isPartOpen('agents', { agent: 'triage' })).toBe(true);
    expect(isPartOpen('agents', { clone: 'triage', from: 'stg', to: 'dev' })).toBe(true);
  });

  it('does nothing to a filtered list, nor to the sides of Compare', () => {
    expect(isPartOpen('agents', { q: 'tri' })).toBe(false);
    expect(isPartOpen('agents', { agent: '' })).toBe(false);
    expect(isPartOpen('compare', { with: 'prod', left: 'dev', right: 'prod' })).toBe(false);
  });
});

describe('what goes along to another environment', () => {
  it('is the agent that is looked at, and the filter', () => {
    expect(searchElsewhere({ agent: 'triage', with: 'prod' })).toEqual({ agent: 'triage', with: 'prod' });
    expect(searchElsewhere({ q: 'tri', from: 'x' })).toEqual({ q: 'tri', from: 'x' });
  });

  it('is never a clone', () => {
    expect(searchElsewhere({ clone: 'triage', from: 'stg', to: 'dev', q: 'tri' })).toEqual({ q: 'tri' });
  });
});
