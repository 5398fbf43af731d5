import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { limits } from '../../../core/limits.ts';
import { closeContext } from '../../../main/services/close-context.ts';
import { clearClipboard } from '../../../main/services/values-copy.ts';
import { openEncrypted } from '../../../main/store/cipher.ts';
import { openStore } from '../../../main/store/open.ts';
import { searchBytes } from '../../support/searcher.ts';
import { apply, type Services, services } from '../../support/services.ts';
import { made } from '../store/support.ts';

const secrets = async (main: Services, slug: string, values: Record<string, string>) => {
  const patches = Object.entries(values).map(([key, value]) => ({ key, value, kind: 'secret' as const }));
  const { ask, env } = main;
  await apply(ask, await ask('changes.plan', { env: env(slug), source: { type: 'patches', patches } }));
};

it('shows plain values in view, never a secret, and nothing in production', async () => {
  const main = await services({ dev: { PLAIN: 'one' }, production: { PLAIN: 'two' } });
  await secrets(main, 'dev', { SECRET: 'hush' });
  const { ask, env } = main;
  const inView = (slug: string) =>
    ask('values.inView', {
      source: { from: 'saved', env: env(slug) },
      keys: ['PLAIN', 'SECRET', 'UNSET'],
    }).then(({ values }) => values);

  expect(await inView('dev')).toEqual([
    { key: 'PLAIN', value: 'one', masked: false },
    { key: 'SECRET', masked: true },
  ]);
  expect(await inView('production')).toEqual([{ key: 'PLAIN', masked: true }]);
  await ask('environments.update', { env: env('production'), showPlainValues: true });
  expect(await inView('production')).toEqual([{ key: 'PLAIN', value: 'two', masked: false }]);
  await ask('environments.update', { env: env('dev'), kind: 'production' });
  expect(await inView('dev')).toMatchObject([{ masked: true }, { masked: true }]);
});

it('keeps a secret masked where a draft or a plan would make it plain', async () => {
  const main = await services({ dev: {} });
  await secrets(main, 'dev', { SECRET: 'hush' });
  const { ask, env } = main;
  await ask('drafts.put', { env: env('dev'), patches: [{ key: 'SECRET', kind: 'plain' }] });
  const plan = await ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } });
  const sources = [
    { from: 'draft', env: env('dev') },
    { from: 'plan', planId: plan.id, side: 'after' },
    { from: 'plan', planId: plan.id, side: 'before' },
    { from: 'version', env: env('dev'), version: 1 },
  ] as const;
  for (const source of sources) {
    expect((await ask('values.inView', { source, keys: ['SECRET'] })).values).toEqual([
      { key: 'SECRET', masked: true },
    ]);
    expect((await ask('values.reveal', { source, key: 'SECRET' })).value).toBe('hush');
  }
});

it('shows in a promotion what its source shows, and masks the target and every secret as they are', async () => {
  const main = await services({ dev: { PLAIN: 'one' }, production: { PLAIN: 'two' } });
  await secrets(main, 'dev', { SECRET: 'hush' });
  const { ask, env } = main;
  const choices = ['PLAIN', 'SECRET'].map((key) => ({ action: 'copy' as const, key }));
  const plan = await ask('changes.plan', {
    env: env('production'),
    source: { type: 'promotion', from: env('dev'), choices },
  });
  const inView = (side: 'before' | 'after') =>
    ask('values.inView', {
      source: { from: 'plan', planId: plan.id, side },
      keys: ['PLAIN', 'SECRET'],
    }).then(({ values }) => values);
  expect(await inView('before')).toEqual([{ key: 'PLAIN', masked: true }]);
  expect(await inView('after')).toEqual([
    { key: 'PLAIN', value: 'one', masked: false },
    { key: 'SECRET', masked: true },
  ]);
  await ask('environments.update', { env: env('dev'), showPlainValues: false });
  expect(await inView('after')).toMatchObject([{ masked: true }, { masked: true }]);
});

it('reveals one value at a time, counts them and sets a limit per minute', async () => {
  const { ask, env, reply, clock } = await services({ dev: { A: 'one' } });
  const source = { from: 'saved' as const, env: env('dev') };
  for (let n = 1; n <= limits.revealsPerMinute; n += 1) {
    clock.now += 100;
    expect(await ask('values.reveal', { source, key: 'A' })).toEqual({ value: 'one', count: n });
  }
  const error = { code: 'rate-limited', retryAfterMs: 60_000 - (limits.revealsPerMinute - 1) * 100 };
  expect(await reply('values.reveal', { source, key: 'A' })).toEqual({ ok: false, error });
  expect(await reply('values.copy', { source, key: 'A', form: 'value' })).toEqual({ ok: false, error });
  clock.now += error.retryAfterMs;
  expect(await ask('values.reveal', { source, key: 'A' })).toMatchObject({
    count: limits.revealsPerMinute + 1,
  });
  clock.now -= 86_400_000; // set back: nobody waits until it is as late again
  expect(await ask('values.reveal', { source, key: 'A' })).toMatchObject({
    count: limits.revealsPerMinute + 2,
  });
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('copies without answering the value, and clears what is unchanged', async () => {
  const { ask, env, clipboard, said, context } = await services({ dev: { A: 'copied value' } });
  const source = { from: 'saved' as const, env: env('dev') };
  const copy = (form: 'value' | 'assignment' | 'key') => ask('values.copy', { source, key: 'A', form });

  expect(await copy('key')).toEqual({ clearsInMs: 0 });
  expect(clipboard.text).toBe('A');
  expect(await copy('value')).toEqual({ clearsInMs: limits.clipboardMs });
  expect(clipboard.text).toBe('copied value');
  await vi.advanceTimersByTimeAsync(limits.clipboardMs - 1);
  expect(clipboard.text).toBe('copied value');
  await copy('value');
  await vi.advanceTimersByTimeAsync(limits.clipboardMs - 1);
  expect(clipboard.text).toBe('copied value');
  await vi.advanceTimersByTimeAsync(1);
  expect(clipboard.text).toBe('');

  await copy('value');
  clipboard.text = 'of another program';
  await vi.advanceTimersByTimeAsync(limits.clipboardMs);
  expect(clipboard.text).toBe('of another program');
  await copy('value');
  await clearClipboard(context);
  expect(clipboard.text).toBe('');
  expect(said.join()).not.toContain('copied value');
});

it('clears what is being copied while the console is locked, and copies nothing after that', async () => {
  const { ask, env, clipboard, context } = await services({ dev: { A: 'copied value' } });
  const input = { source: { from: 'saved' as const, env: env('dev') }, key: 'A', form: 'value' as const };
  const written = Promise.withResolvers<void>();
  const { write } = context.clipboard;
  Object.assign(context.clipboard, { write: (text: string) => written.promise.then(() => write(text)) });
  const copying = ask('values.copy', input);
  await Promise.resolve();
  const closing = closeContext(context);
  written.resolve();
  await Promise.allSettled([copying, closing]);
  expect(clipboard.text).toBe('');
  await expect(ask('values.copy', input)).rejects.toMatchObject({ error: { code: 'locked' } });
  expect(clipboard.text).toBe('');
});

it('clears a value whose line ends the clipboard changed', async () => {
  const { ask, env, clipboard } = await services({ dev: { A: 'line one\nline two' } });
  await ask('values.copy', { source: { from: 'saved', env: env('dev') }, key: 'A', form: 'value' });
  clipboard.text = 'line one\r\nline two\r\n';
  await vi.advanceTimersByTimeAsync(limits.clipboardMs);
  expect(clipboard.text).toBe('');
});

it('copies an assignment that dotenv reads back, and says so where there is none', async () => {
  const values = { A: 'two words # and a "quote"', B: 'line one\nline two', C: `'"\`\n` };
  const { env, clipboard, reply } = await services({ dev: values });
  const copy = (key: string) =>
    reply('values.copy', { source: { from: 'saved', env: env('dev') }, key, form: 'assignment' });
  for (const key of ['A', 'B'] as const) {
    expect(await copy(key)).toMatchObject({ ok: true });
    expect(parse(clipboard.text)).toEqual({ [key]: values[key] });
  }
  expect(await copy('C')).toMatchObject({ error: { code: 'unsupported' } });
  expect(parse(clipboard.text)).toEqual({ B: values.B });
});

it('searches values in main and answers keys only', async () => {
  const { ask, env, said } = await services({ dev: { A: 'Needle one', B: 'two', C: 'needle' } });
  await ask('drafts.put', { env: env('dev'), patches: [{ key: 'B', value: 'a NEEDLE' }] });
  await ask('drafts.put', { env: env('dev'), patches: [{ key: 'C', deleted: true }] });
  expect(await ask('variables.search', { env: env('dev'), text: 'needle' })).toEqual({
    keys: ['A', 'B'],
    masked: 0,
  });
  expect(said.join().toLowerCase()).not.toContain('needle');
});

it('lets the search test no value that is masked, also where a draft would make it plain', async () => {
  const main = await services({ dev: { PLAIN: 'needle' }, production: { PLAIN: 'needle' } });
  await secrets(main, 'dev', { SECRET: 'needle', TURNED: 'needle' });
  const { ask, env } = main;
  const patches = [
    { key: 'TURNED', kind: 'plain' as const },
    { key: 'NEW', value: 'needle', kind: 'secret' as const },
  ];
  await ask('drafts.put', { env: env('dev'), patches });
  const search = (slug: string) => ask('variables.search', { env: env(slug), text: 'needle' });
  expect(await search('dev')).toEqual({ keys: ['PLAIN'], masked: 3 });
  expect(await search('production')).toEqual({ keys: [], masked: 1 });
  await ask('environments.update', { env: env('production'), showPlainValues: true });
  expect(await search('production')).toEqual({ keys: ['PLAIN'], masked: 0 });
});

const old = 'old-value-that-must-be-gone-7f3a';
const newer = 'new-value-that-stays-51cc';

it('purges old values out of the store, and nothing can bring them back', async () => {
  const main = await services({ dev: { A: old, B: 'other' } });
  const { ask, env, reply, context, write } = main;
  await ask('drafts.put', { env: env('dev'), patches: [{ key: 'A', value: newer }] });
  await apply(ask, await ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } }));
  const { entries } = await ask('history.list', { project: env('dev'), slug: 'dev', limit: 1 });
  const bytes = () => Buffer.from(context.store.db.serialize());
  expect(searchBytes(bytes(), [old], 'store')).not.toEqual([]);

  const wrong = await reply('history.purge', { env: env('dev'), key: 'A', confirmation: 'a' });
  expect(wrong).toMatchObject({ error: { code: 'confirmation-wrong', expected: 'A' } });
  expect(await ask('history.purge', { env: env('dev'), key: 'A', confirmation: 'A' })).toEqual({
    versions: 1,
    backups: 0,
  });

  expect(searchBytes(bytes(), [old], 'store')).toEqual([]);
  expect(searchBytes(bytes(), [newer], 'store')).not.toEqual([]);
  const undo = await ask('changes.plan', {
    env: env('dev'),
    source: { type: 'undo', changeSetId: entries[0]?.id ?? '' },
  });
  expect(undo.rows).toEqual([]);
  expect(undo.left).toMatchObject([{ key: 'A' }]);
  const restore = { type: 'restore', key: 'A', version: 1 };
  expect(await reply('changes.plan', { env: env('dev'), source: restore })).toMatchObject({
    error: { code: 'not-found', what: 'version' },
  });
  expect((await ask('variables.versions', { env: env('dev'), key: 'A' })).versions).toMatchObject([
    { version: 2, purged: false, current: true },
    { version: 1, purged: true },
  ]);
  await write('dev', { A: null });
  expect(searchBytes(bytes(), [newer], 'store')).not.toEqual([]);
  await ask('history.purge', { env: env('dev'), key: 'A', confirmation: 'A' });
  expect(searchBytes(bytes(), [newer], 'store')).toEqual([]);
});

it('purges backups too, where the old value was the current one', async () => {
  const { dir, key, store } = made();
  const { ask, env, write } = await services({ dev: { A: old } }, store);
  await ask('drafts.put', { env: env('dev'), patches: [{ key: 'A', value: `${old} drafted` }] });
  const backup = store.backup();
  await ask('drafts.discard', { env: env('dev') });
  await write('dev', { A: newer });
  const holds = (path: string) => {
    const database = openEncrypted(path, key);
    try {
      return searchBytes(Buffer.from(database.serialize()), [old], path).length > 0;
    } finally {
      database.close();
    }
  };
  expect(holds(backup?.path ?? '')).toBe(true);
  expect(holds(`${dir}/store.db`)).toBe(true);

  expect(await ask('history.purge', { env: env('dev'), key: 'A', confirmation: 'A' })).toEqual({
    versions: 1,
    backups: 1,
  });

  expect(holds(backup?.path ?? '')).toBe(false);
  store.close();
  const again = openStore({ dir, key });
  again.close();
  expect(holds(`${dir}/store.db`)).toBe(false);
  expect(readFileSync(`${dir}/store.db`).length).toBeGreaterThan(0);
});
