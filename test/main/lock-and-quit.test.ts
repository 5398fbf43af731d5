import { expect, it, onTestFinished } from 'vitest';
import { Failure } from '../../core/errors.ts';
import { limits } from '../../core/limits.ts';
import { createAppControl } from '../../main/app-control.ts';
import type { Clipboard, Host } from '../../main/hosts/host.ts';
import { claimProfile } from '../../main/profile.ts';
import { applyPlan } from '../../main/services/apply-plan.ts';
import type { Context } from '../../main/services/context.ts';
import { createProject } from '../../main/services/create-project.ts';
import { disclose } from '../../main/services/disclose.ts';
import { applyImport } from '../../main/services/import-apply.ts';
import { planImport } from '../../main/services/import-plan.ts';
import { readImport } from '../../main/services/import-read.ts';
import { planChanges } from '../../main/services/plan-changes.ts';
import { copyValue } from '../../main/services/values-copy.ts';
import { folder } from './store/support.ts';

/** The app with a store on disk, unlocked by a passphrase, and a host whose clipboard is `clipboard`. */
async function started(clipboard: Clipboard) {
  const host = { name: 'chromium', clipboard, setTheme: async () => undefined } as unknown as Host;
  const control = createAppControl({
    host,
    profile: claimProfile(folder()),
    keychain: {
      probe: async () => 'unavailable',
      read: async () => undefined,
      write: async () => undefined,
      remove: async () => undefined,
    },
    filesToImport: [],
    emit: () => undefined,
  });
  onTestFinished(control.close);
  await control.start();
  await control.unlock({ mode: 'passphrase', passphrase: 'a' });
  const { project } = await createProject(control.context(), {
    workspaceId: 'local',
    organization: 'Acme',
    name: 'bot',
  });
  return { control, project, dev: { ...project, slug: 'dev' } };
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Failure ? error.detail.code : error),
  );

const lines = (count: number) => Array.from({ length: count }, (_, n) => `KEY_${n}=value ${n}`).join('\n');

async function planned(context: Context, project: { workspaceId: string; projectId: string }) {
  const target = { type: 'project' as const, project };
  const files = ['.env.dev', '.env.staging'].map((name) => ({
    name,
    content: { encoding: 'text' as const, data: lines(400) },
  }));
  const { id } = await readImport(context, { files, target });
  const { plans } = await planImport(context, { importId: id, target, files: [], rows: [] });
  const confirmations = plans.map((plan) => ({
    planId: plan.id,
    revision: plan.revision,
    slug: '',
    keys: [],
  }));
  return { importId: id, confirmations };
}

const kept: Clipboard = { write: async () => undefined, read: async () => '' };

it('stops an import between its environments when the console is locked or quits', async () => {
  const { control, project } = await started(kept);
  const context = control.context();
  const input = await planned(context, project);

  const importing = codeOf(applyImport(context, input));
  await new Promise((resolve) => setImmediate(resolve));
  await Promise.all([control.lock(), control.close()]);

  expect(await importing).toBe('locked');
});

it('counts reveals on over a lock, and so does their limit', async () => {
  const { control, dev } = await started(kept);
  const patches = [{ key: 'A', value: 'one' }];
  const plan = await planChanges(control.context(), { env: dev, source: { type: 'patches', patches } });
  const confirmation = { slug: '', keys: [] };
  await applyPlan(control.context(), { planId: plan.id, revision: plan.revision, confirmation });
  const reveal = () => disclose(control.context(), { from: 'saved', env: dev }, 'A');
  for (let n = 1; n < limits.revealsPerMinute; n += 1) await reveal();
  await control.lock();
  expect(await control.state()).toMatchObject({ revealed: limits.revealsPerMinute - 1 });
  await control.unlock({ mode: 'passphrase', passphrase: 'a' });

  expect((await reveal()).count).toBe(limits.revealsPerMinute);
  await control.lock();
  await control.unlock({ mode: 'passphrase', passphrase: 'a' });

  expect(await codeOf(reveal())).toBe('rate-limited');
  expect(await control.state()).toMatchObject({ revealed: limits.revealsPerMinute });
});

it('writes nothing more of an import once it was locked', async () => {
  const { control, project } = await started(kept);
  const context = control.context();
  const importing = codeOf(applyImport(context, await planned(context, project)));
  await new Promise((resolve) => setImmediate(resolve));
  await control.lock();
  expect(await importing).toBe('locked');

  await control.unlock({ mode: 'passphrase', passphrase: 'a' });
  const { db } = control.context().store;
  expect(db.prepare('SELECT slug, state FROM change_sets WHERE total > 0').all()).toEqual([
    { slug: 'dev', state: 'cancelled' },
  ]);
  expect(db.prepare("SELECT slug FROM environments WHERE slug = 'staging'").all()).toEqual([]);
});

it('tells a call that was under way that the store is locked', async () => {
  const { control, dev } = await started(kept);
  const context = control.context();
  const patches = Array.from({ length: 2_000 }, (_, n) => ({ key: `KEY_${n}`, value: 'x' }));
  const planning = codeOf(planChanges(context, { env: dev, source: { type: 'patches', patches } }));
  await control.lock();
  expect(await planning).toBe('locked');
  expect(
    await codeOf(applyPlan(context, { planId: 'none', revision: 1, confirmation: { slug: '', keys: [] } })),
  ).toBe('plan-gone');
});

it.each([
  ['fails', () => Promise.reject(new Error('no page'))],
  ['hangs', () => new Promise<string>(() => undefined)],
])('locks although the clipboard %s', async (_how, read) => {
  const { control, dev } = await started({ write: async () => undefined, read });
  const context = control.context();
  const plan = await planChanges(context, {
    env: dev,
    source: { type: 'patches', patches: [{ key: 'A', value: 'x' }] },
  });
  await applyPlan(context, { planId: plan.id, revision: 1, confirmation: { slug: '', keys: [] } });
  await copyValue(context, { source: { from: 'saved', env: dev }, key: 'A', form: 'value' });

  await control.lock();

  expect(await control.state()).toMatchObject({ phase: { name: 'locked' } });
  expect(context.store.db.open).toBe(false);
});
