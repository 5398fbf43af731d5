import { describe, expect, it } from 'vitest';
import { Capability } from '../../../core/environment.ts';
import { gapText } from '../../../renderer/api/capability-text.ts';
import { daysUntilExpiry, warnDays } from '../../../renderer/connections/expiry.ts';
import { newsText } from '../../../renderer/lists/news-text.ts';
import { projectPlaces, serverName } from '../../../renderer/router/places.ts';

const day = 86_400_000;
const now = new Date(2026, 10, 24, 12, 0).getTime();

describe('the expiry of a token', () => {
  it('is warned about from fourteen days before, and after it', () => {
    expect(daysUntilExpiry(undefined, now)).toBeUndefined();
    expect(daysUntilExpiry(now + (warnDays + 1) * day, now)).toBeUndefined();
    expect(daysUntilExpiry(now + warnDays * day, now)).toBe(14);
    expect(daysUntilExpiry(now + day - 1, now)).toBe(0);
    expect(daysUntilExpiry(now - 1, now)).toBe(-1);
  });
});

it('news name what no row can show', () => {
  expect(newsText({ since: 0, added: ['A'], changed: ['B', 'C'], removed: [] })).toBe('2 changed, 1 added');
  expect(newsText({ since: 0, added: [], changed: [], removed: ['A', 'B', 'C', 'D'] })).toBe(
    '4 removed (A, B, C and 1 more)',
  );
});

it('every gap of a server is said with what would fill it, and nothing where there is none', () => {
  for (const capability of Capability.options) {
    expect(gapText({ name: 'Work', capabilities: [] }, capability)).toMatch(/\.$/);
    expect(gapText({ name: 'Work', capabilities: [capability] }, capability)).toBeUndefined();
  }
});

it('the same project seen by two accounts is two places, each with the name of its connection', () => {
  const environments = [
    {
      slug: 'dev',
      name: 'Dev',
      kind: 'development',
      order: 0,
      archived: false,
      showPlainValues: true,
      createdAt: 0,
    },
  ] as const;
  const seenBy = (id: string, name: string) => ({
    id,
    name,
    kind: 'server' as const,
    capabilities: [],
    organizations: [
      {
        slug: 'acme',
        name: 'Acme',
        projects: [{ id: 'p', slug: 'bot', name: 'bot', environments: [...environments] }],
      },
    ],
  });
  const places = projectPlaces([seenBy('1', 'Ada'), seenBy('2', 'Ben')], 'compare');
  expect(new Set(places.map(({ id }) => id)).size).toBe(2);
  expect(places.map(serverName)).toEqual([['Ada'], ['Ben']]);
});
