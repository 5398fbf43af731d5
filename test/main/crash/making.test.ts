import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createStore } from '../../../main/store/create.ts';
import { openStore } from '../../../main/store/open.ts';
import { apply, bare, services } from '../../support/services.ts';
import { folder } from '../store/support.ts';

const before = 'before it is made';
const middle = 'in the middle of making it';
const after = 'once it is made';

/** A store with a project in it, whose console was killed while it made the environment `fresh`. */
async function killed(at: string, values: Readonly<Record<string, string>>) {
  const dir = folder();
  const key = randomBytes(32);
  const first = createStore({ dir, storeId: randomUUID(), key, mode: 'keychain' });
  const { env } = await services({ dev: {} }, first);
  first.close();
  const victim = spawn(process.execPath, [join(import.meta.dirname, 'making-victim.ts')], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const order = { dir, key: key.toString('hex'), env: env('fresh'), values, at };
  victim.stdin.end(`${JSON.stringify(order)}\n`);
  const [, signal] = await once(victim, 'exit');
  expect(signal).toBe('SIGKILL');
  const store = openStore({ dir, key });
  onTestFinished(() => store.close());
  return bare(store, env('fresh'));
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
    const slugs = async () => {
      const { workspaces } = await ask('scope.list', {});
      const projects = workspaces.flatMap((one) => one.organizations).flatMap((one) => one.projects);
      return projects.flatMap(({ environments }) => environments.map(({ slug }) => slug));
    };
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
