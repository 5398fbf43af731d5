import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Environment } from '../../../core/environment.ts';
import { createStore } from '../../../main/store/create.ts';
import { openStore } from '../../../main/store/open.ts';
import { apply, bare, type Services, services } from '../../support/services.ts';
import { folder } from '../store/support.ts';

const before = 'before it is made';
const middle = 'in the middle of making it';
const after = 'once it is made';

/** A store with a project in it, whose console was killed while it made the environment `fresh`, or archived `dev`. */
async function killed(
  at: string,
  values: Readonly<Record<string, string>>,
  by: 'plan' | 'hand' | 'archiving' = 'plan',
) {
  const dir = folder();
  const key = randomBytes(32);
  const first = createStore({ dir, storeId: randomUUID(), key, mode: 'keychain' });
  const { env } = await services({ dev: {} }, first);
  first.close();
  const victim = spawn(process.execPath, [join(import.meta.dirname, 'making-victim.ts')], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const order = { dir, key: key.toString('hex'), env: env('fresh'), values, by, at };
  victim.stdin.end(`${JSON.stringify(order)}\n`);
  const [, signal] = await once(victim, 'exit');
  expect(signal).toBe('SIGKILL');
  const store = openStore({ dir, key });
  onTestFinished(() => store.close());
  return bare(store, env('fresh'));
}

async function environmentsIn(ask: Services['ask']): Promise<readonly Environment[]> {
  const { workspaces } = await ask('scope.list', {});
  const projects = workspaces.flatMap((one) => one.organizations).flatMap((one) => one.projects);
  return projects.flatMap(({ environments }) => environments);
}

const two = { A: 'one', B: 'two' };
const held = [
  ['A', 'one'],
  ['B', 'two'],
];

describe.each([
  [before, two, false],
  [middle, two, false],
  [after, two, true],
  [before, {}, false],
  [middle, {}, false],
] as const)('killed %s, with %j to write', (at, values, isThere) => {
  it('the history says what was begun, and it can be finished', async () => {
    const { ask, env, dump } = await killed(at, values);
    const project = env('fresh');
    const slugs = async () => (await environmentsIn(ask)).map(({ slug }) => slug);
    const lines = async () => (await ask('history.list', { project, slug: 'fresh', limit: 10 })).entries;
    const total = Object.keys(values).length;
    expect((await slugs()).includes('fresh')).toBe(isThere);
    const [line, ...more] = await lines();
    expect(line).toMatchObject({ title: 'Import', state: 'interrupted', total, done: 0, canResume: true });
    expect(line?.canUndo).toBe(false);
    expect(more).toEqual([]);

    const changeSetId = line?.id ?? '';
    const plan = await ask('changes.plan', { env: project, source: { type: 'resume', changeSetId } });
    expect(plan).toMatchObject({ createsEnvironment: !isThere, environmentName: 'Fresh' });
    expect(plan.environmentKind).toBe('staging');
    expect(await apply(ask, plan)).toMatchObject({ state: 'done', done: total });

    expect(await slugs()).toEqual(['dev', 'fresh']);
    expect(await dump('fresh')).toEqual(total === 0 ? [] : held);
    expect((await lines()).map(({ state, canResume }) => [state, canResume])).toEqual([
      ['done', false],
      ['interrupted', false],
    ]);
  });
});

it('killed once an empty environment was made, nothing is left to finish', async () => {
  const { ask, env } = await killed(after, {});
  const { entries } = await ask('history.list', { project: env('fresh'), slug: 'fresh', limit: 10 });
  expect(entries).toMatchObject([{ title: 'Import', state: 'done', canResume: false }]);
});

it.each([
  [before, false],
  [middle, false],
  [after, true],
])('killed %s by hand: the environment and its line are both there, or neither', async (at, isThere) => {
  const { ask, env } = await killed(at, {}, 'hand');
  expect((await environmentsIn(ask)).map(({ slug }) => slug)).toEqual(isThere ? ['dev', 'fresh'] : ['dev']);
  const { entries } = await ask('history.list', { project: env('fresh'), slug: 'fresh', limit: 10 });
  const line = { title: 'Create environment Fresh', state: 'done', canResume: false, canUndo: false };
  expect(entries).toMatchObject(isThere ? [line] : []);
});

it.each([
  [before, false],
  [middle, false],
  [after, true],
])('killed %s, archiving: it is archived and told so, or neither', async (at, isDone) => {
  const { ask, env } = await killed(at, {}, 'archiving');
  expect(await environmentsIn(ask)).toMatchObject([{ slug: 'dev', archived: isDone }]);
  const { entries } = await ask('history.list', { project: env('dev'), slug: 'dev', limit: 10 });
  const lines = entries.filter(({ title }) => title.startsWith('Archive'));
  expect(lines).toMatchObject(isDone ? [{ state: 'done', canResume: false }] : []);
});
