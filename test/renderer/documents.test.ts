import { describe, expect, it } from 'vitest';
import type { Environment } from '../../core/environment.ts';
import { fieldWord, pathText } from '../../core/field-words.ts';
import type { AgentSummary, EnvironmentProviders, QueueRow } from '../../core/ipc/document-calls.ts';
import { rowId, rowOf } from '../../core/resource.ts';
import { environmentsBeside } from '../../renderer/documents/environments-beside.ts';
import { agentRows, agentsHolding } from '../../renderer/features/agents/rows.ts';
import { chosenText } from '../../renderer/features/promote/chosen-text.ts';
import {
  agentDocuments,
  documentTicks,
  queueDocuments,
} from '../../renderer/features/promote/document-rows.ts';
import { type KeyCell, providerRows } from '../../renderer/features/providers/rows.ts';
import { queueLines } from '../../renderer/features/queues/rows.ts';

const environment = (slug: string): Environment => ({
  slug,
  name: slug.toUpperCase(),
  kind: 'staging',
  order: 0,
  archived: false,
  showPlainValues: true,
  createdAt: 0,
});
const agent = (slug: string, carried = 'a'): AgentSummary => ({
  slug,
  name: slug,
  model: 'openai:x',
  active: true,
  routes: 1,
  skills: 0,
  promptLength: 0,
  able: true,
  carried: carried.repeat(32),
  version: 1,
});
const queue = (name: string, limit: number | null, override: number | null = null): QueueRow => ({
  name,
  type: 'task',
  paused: false,
  limit,
  override,
  fingerprint: 'a'.repeat(32),
});

it('tells a row of a plan from every other by one text', () => {
  for (const key of ['A', 'agent', 'agent\nx', '__proto__', ''])
    for (const resource of ['variable', 'agent', 'queue', 'provider-key'] as const)
      if (resource !== 'variable' || !key.includes('\n'))
        expect(rowOf(rowId({ resource, key }))).toEqual({ resource, key });
});

describe('agents beside one another', () => {
  const rows = agentRows(
    [agent('bot'), agent('triage', 'b')],
    [
      { environment: environment('one'), agents: [agent('bot'), agent('only-there')] },
      { environment: environment('two'), agents: undefined },
    ],
  );
  it('are the same, differ, are not there, or not known where a list did not load', () => {
    const seen = rows.map(({ slug, here, elsewhere }) => [
      slug,
      here !== undefined,
      elsewhere.map(({ state }) => state).join(),
    ]);
    expect(seen).toEqual([
      ['bot', true, 'same,unknown'],
      ['triage', true, 'missing,unknown'],
      ['only-there', false, 'only-there,unknown'],
    ]);
  });
  it('are found by slug, name and model', () => {
    expect(agentsHolding(rows, ' TRI ').map(({ slug }) => slug)).toEqual(['triage']);
    expect(agentsHolding(rows, 'openai')).toHaveLength(3);
  });
});

describe('providers beside one another', () => {
  const found = (rest: Partial<EnvironmentProviders>): EnvironmentProviders => ({
    variables: [],
    keys: [],
    off: [],
    nearMisses: [],
    ...rest,
  });
  const print = (letter: string) => letter.repeat(32);
  const key = (envVarName: string, isDefault: boolean) => ({
    provider: 'openai',
    envVarName,
    label: 'Team',
    isDefault,
    fingerprint: print('f'),
    agents: [],
  });
  const rows = providerRows([
    {
      environment: environment('dev'),
      found: found({ variables: [{ key: 'OPENAI_API_KEY', hidden: false, fingerprint: print('1') }] }),
    },
    {
      environment: environment('prod'),
      found: found({
        variables: [
          { key: 'OPENAI_API_KEY', hidden: false, fingerprint: print('1') },
          { key: 'ANTHROPIC_API_KEY', hidden: true },
        ],
        keys: [key('OPENAI_API_KEY_2', true)],
      }),
    },
  ]);
  const row = (id: string) => rows.find((one) => one.id === id);

  it('are linked, hidden or missing', () => {
    const states = (id: string) => {
      const one = row(id);
      return one?.type === 'provider' ? one.cells.map(({ state }) => state) : undefined;
    };
    expect(states('openai')).toEqual(['linked', 'linked']);
    expect(states('anthropic')).toEqual(['missing', 'hidden']);
    expect(states('groq')).toEqual(['missing', 'missing']);
  });
  it('are off where they are switched off, whatever variables there are', () => {
    const variables = [{ key: 'OPENAI_API_KEY', hidden: true }];
    const [, first] = providerRows([
      { environment: environment('dev'), found: found({ variables, off: ['openai'] }) },
    ]);
    expect(first).toMatchObject({ id: 'openai', cells: [{ state: 'off', runsOn: undefined }] });
  });
  it('stand first where some environment reaches them', () => {
    const titles = rows.filter(({ type }) => type !== 'key').map(({ id }) => id.trim());
    expect(titles.slice(0, 4)).toEqual(['In use', 'anthropic', 'openai', 'Not used']);
  });
  it('flag one value in two environments, and a pointer without a value', () => {
    const cells = (id: string): readonly KeyCell[] => {
      const one = row(id);
      return one?.type === 'key' ? one.cells : [];
    };
    expect(cells('openai:OPENAI_API_KEY').map(({ sameAs }) => sameAs)).toEqual([['PROD'], ['DEV']]);
    expect(cells('openai:OPENAI_API_KEY').map(({ pointer, pays }) => [pointer, pays])).toEqual([
      [undefined, true],
      [undefined, true],
    ]);
    const second = cells('openai:OPENAI_API_KEY_2').map(({ pointer, set }) => [pointer?.label, set]);
    expect(second).toEqual([
      [undefined, false],
      ['Team', false],
    ]);
    expect(cells('anthropic:ANTHROPIC_API_KEY').map(({ sameAs }) => sameAs)).toEqual([[], []]);
  });
  it('flag one value under two names', () => {
    const [, , first, second] = providerRows([
      {
        environment: environment('dev'),
        found: found({ variables: [{ key: 'OPENAI_API_KEY', hidden: false, fingerprint: print('1') }] }),
      },
      {
        environment: environment('prod'),
        found: found({
          variables: [{ key: 'OPENAI_API_KEY_2', hidden: false, fingerprint: print('1') }],
          keys: [key('OPENAI_API_KEY_2', true)],
        }),
      },
    ]);
    expect(first).toMatchObject({ envVarName: 'OPENAI_API_KEY', cells: [{ sameAs: ['PROD'] }, {}] });
    expect(second).toMatchObject({ envVarName: 'OPENAI_API_KEY_2', cells: [{}, { sameAs: ['DEV'] }] });
  });
});

it('puts the queues of all environments side by side', () => {
  const lines = queueLines(
    [queue('mail', 5)],
    [
      { environment: environment('prod'), queues: [queue('export', 1)] },
      { environment: environment('preview'), queues: undefined },
    ],
  );
  const limits = ({ elsewhere }: (typeof lines)[number]) =>
    elsewhere.map(({ queue: there }) => (there === 'unknown' ? there : there?.limit));
  expect(lines.map((line) => [line.name, line.here?.limit, limits(line)])).toEqual([
    ['export', undefined, [1, 'unknown']],
    ['mail', 5, [undefined, 'unknown']],
  ]);
});

it('shows five environments beside one, branches of preview only where there is room', () => {
  const previews = Array.from({ length: 9 }, (_, n) => environment(`preview/${n}`));
  const all = [
    environment('dev'),
    environment('stg'),
    ...previews.map((one) => ({ ...one, kind: 'preview' as const })),
    environment('prod'),
  ];
  const { beside, notShown } = environmentsBeside(all, 'dev');
  expect(beside.map(({ slug }) => slug)).toEqual(['stg', 'preview/0', 'preview/1', 'preview/2', 'prod']);
  expect(notShown).toBe(6);
});

describe('agents and queues of a promotion', () => {
  it('are new, differ, or are the same', () => {
    const agents = agentDocuments([agent('a'), agent('b'), agent('c')], [agent('a'), agent('b', 'x')]);
    expect(agents.map(({ state }) => state)).toEqual(['same', 'changes', 'new']);
    const queues = queueDocuments(
      [queue('a', 5), queue('b', 5, 20), queue('c', 5)],
      [queue('a', 9, 5), queue('b', 20), queue('c', 9)],
      true,
    );
    expect(queues.map(({ state }) => state)).toEqual(['same', 'same', 'changes']);
  });
  it('cannot go along where a queue without a limit meets one that comes with a limit', () => {
    const rows = queueDocuments(
      [queue('a', null), queue('b', null), queue('c', null, 5)],
      [queue('a', 9, 5), queue('b', null, 5), queue('c', 9)],
      true,
    );
    expect(rows.map(({ state }) => state)).toEqual(['cannot', 'changes', 'changes']);
    const all = new Set(rows.map(({ id }) => id));
    expect(documentTicks(rows, new Set(), all).added).toEqual([rows[1]?.id, rows[2]?.id]);
  });
  it('cannot go along where queues come with a deployment and the target lacks one', () => {
    const states = (mayCreate: boolean) =>
      queueDocuments([queue('a', 5)], [], mayCreate).map(({ state }) => state);
    expect([states(true), states(false)]).toEqual([['new'], ['absent']]);
  });
  it('are ticked in their own section only, and never where nothing would change', () => {
    const rows = agentDocuments([agent('a'), agent('b')], [agent('a')]);
    const [a = '', b = ''] = rows.map(({ id }) => id);
    expect(documentTicks(rows, new Set(['KEY']), new Set(['KEY', a, b]))).toEqual({
      added: [b],
      removed: [],
    });
    expect(documentTicks(rows, new Set(['KEY', b]), new Set([]))).toEqual({ added: [], removed: [b] });
  });
  it('are counted apart from keys', () => {
    const chosen = new Map([
      ['A', 'copy' as const],
      ['B', 'delete' as const],
      [rowId({ resource: 'agent', key: 'bot' }), 'copy' as const],
    ]);
    expect(chosenText(chosen)).toBe('1 to copy, 1 to delete, 1 agent');
  });
});

it('reads fields aloud', () => {
  expect(fieldWord('systemPrompt')).toBe('System prompt');
  expect(pathText(['modelRoutes', 'fast answers', 'model'])).toBe('Routes › fast answers › model');
  expect(pathText(['model'])).toBe('Model');
});
