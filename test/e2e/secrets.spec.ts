import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Said } from '../support/recorder.ts';
import { type Machine, machine, type Order, type RemoteApp } from '../support/remote.ts';
import { formsOf, searchBytes, searchFolders } from '../support/searcher.ts';

/** Long enough not to occur by chance, of letters that no form of writing changes. */
const needle = (name: string) => `${name}${randomBytes(12).toString('hex')}`;

function makeNeedles() {
  return {
    passphrase: needle('passphrase'),
    plain: needle('plainvalue'),
    secret: needle('secretvalue'),
    productionPlain: needle('productionplain'),
    inlineTyped: needle('inlinetyped'),
    addedSecret: needle('addedsecret'),
    addedNote: needle('addednote'),
    taken: needle('takenback'),
    searched: needle('searchedvalue'),
  };
}

const results = join(import.meta.dirname, '..', '..', 'test-results');

let here: Machine;
let files: string;
test.beforeEach(() => {
  here = machine();
  files = mkdtempSync(join(tmpdir(), 'console-files-'));
});
test.afterEach(() => {
  here.remove();
  rmSync(files, { recursive: true, force: true });
});

const found = (needles: readonly string[]) => searchFolders([here.root, results], needles);

/** The searcher sees what is there: a canary in every form and in every folder it will search. */
function findCanaries(): void {
  const canary = needle('canary');
  const folders = [
    '',
    'tmp',
    'home',
    'data',
    'config',
    'cache',
    'state',
    'run',
    'profile',
    'profile/backups',
  ];
  for (const folder of folders) {
    const dir = join(here.root, folder);
    mkdirSync(dir, { recursive: true });
    formsOf(canary).forEach(({ bytes }, index) => {
      writeFileSync(
        join(dir, `canary-${index}`),
        Buffer.concat([Buffer.from('..'), bytes, Buffer.from('..')]),
      );
    });
  }
  const wheres = new Set(found([canary]).map(({ where }) => where));
  expect(wheres.size).toBe(folders.length * formsOf(canary).length);
  for (const where of wheres) rmSync(where);
  for (const folder of ['profile/backups', 'profile']) rmSync(join(here.root, folder), { recursive: true });
  expect(found([canary])).toEqual([]);
}

function keys(app: RemoteApp) {
  const ask = (order: Order) => app.ask(order);
  const press = async (...all: readonly string[]) => {
    for (const one of all) await ask({ do: 'press', keys: one });
  };
  const type = (text: string) => ask({ do: 'type', text });
  const see = (selector: string, text = '') => ask({ do: 'see', selector, text });
  return { ask, press, type, see, gone: (selector: string) => ask({ do: 'gone', selector }) };
}

/** From the first question to a store behind a passphrase. */
async function makeStore(app: RemoteApp, passphrase: string): Promise<void> {
  const { press, type, see } = keys(app);
  await see('h1', 'keychain');
  await press('Enter');
  await see('h1', 'Choose a passphrase');
  await type(passphrase);
  await press('Tab');
  await type(passphrase);
  await press('Enter');
}

async function importFiles(app: RemoteApp): Promise<void> {
  const { press, type, see } = keys(app);
  await see('h1', 'Import 2 files');
  await see('[role=grid]', 'PLAIN_ONE');
  await press('Control+Enter');
  await see('[role=dialog]');
  await type('prod');
  await press('Control+Enter');
  await see('h1', 'lacks');
  await press('Control+Enter');
  await see('.strip');
  await press('Control+1', 'Alt+1');
  await see('.strip', 'dev');
  await see('[role=grid]', 'PLAIN_ONE');
}

function writeFiles(n: ReturnType<typeof makeNeedles>): readonly string[] {
  const env = join(files, '.env');
  const production = join(files, '.env.production');
  writeFileSync(env, `A_SECRET_TOKEN=${n.secret}\nPLAIN_ONE=${n.plain}\n`);
  writeFileSync(production, `PLAIN_ONE=${n.productionPlain}\n`);
  return ['--import', env, production];
}

/** Everything a person does with values, by keys. */
async function work(app: RemoteApp, n: ReturnType<typeof makeNeedles>): Promise<void> {
  const { press, type, see, gone, ask } = keys(app);
  // Reveal, hide; copy.
  await press('Control+Home', 'r');
  await see('.value-revealed', n.secret);
  await press('r');
  await gone('.value-revealed');
  await press('c');
  await see('body', 'Copied');
  // Edit in place, take one edit back.
  await press('ArrowDown', 'F2');
  await type(n.inlineTyped);
  await press('Enter');
  await see('[role=grid]', 'edited');
  await press('F2');
  await type(n.taken);
  await press('Escape');
  // A new secret, with a note.
  await press('n');
  await see('[role=dialog]');
  await type('NEW_API_KEY');
  await press('Tab');
  await type(n.addedSecret);
  await press('Control+Enter');
  await gone('[role=dialog]');
  await see('[role=grid]', 'NEW_API_KEY');
  await press('m');
  await see('[role=dialog]');
  await type(n.addedNote);
  await press('Control+Enter');
  await gone('[role=dialog]');
  // Search by value: once for what is there, once for what is not.
  await press('=');
  await type(n.inlineTyped);
  await press('Escape', 'Escape', '=');
  await type(n.searched);
  await press('Escape', 'Escape');
  // Apply, undo.
  await press('Control+s');
  await see('[role=dialog]', 'Review');
  await press('Control+Enter');
  await gone('[role=dialog]');
  await press('Alt+7');
  await see('h2', 'Save');
  await press('u');
  await see('[role=dialog]', 'Undo');
  await press('Control+Enter');
  await gone('[role=dialog]');
  // Promote what production has otherwise.
  await press('Alt+3');
  await see('.promote', 'changed');
  await press('Control+Enter');
  await see('.promote [role=grid]');
  await ask({ do: 'press', keys: 'Control+a' });
}

test('values typed, imported, shown, copied, applied and undone are nowhere outside the store @chromium', async () => {
  test.setTimeout(120_000);
  const n = makeNeedles();
  const all = Object.values(n);
  findCanaries();
  const app = await here.start(writeFiles(n));
  const { ask, press, see, type } = keys(app);
  await makeStore(app, n.passphrase);
  await importFiles(app);
  await work(app, n);
  expect(found(all), 'while it runs').toEqual([]);

  await press('Alt+9');
  await see('h1', 'Settings');
  expect(
    searchBytes(Buffer.from(await ask({ do: 'dom' })), all, 'page'),
    'the page, on its settings',
  ).toEqual([]);
  await press('Control+l');
  await see('h1', 'locked');
  expect(searchBytes(Buffer.from(await ask({ do: 'dom' })), all, 'page'), 'the locked page').toEqual([]);
  expect(namesIn(n, await ask({ do: 'heap' })), 'the memory of the page').toEqual([]);
  expect(found(all), 'locked').toEqual([]);

  const faults = JSON.parse(await ask({ do: 'faults' })) as { errors: string[]; printed: string[] };
  expect(faults.errors).toEqual([]);
  expect(searchBytes(Buffer.from(faults.printed.join('\n')), all, 'console')).toEqual([]);
  checkSaid(JSON.parse(await ask({ do: 'said' })) as Said[], n);

  await unlock(app, n.passphrase);
  await press('Control+k');
  await type('quit');
  await app.ask({ do: 'press', keys: 'Enter' }).catch(() => undefined);
  expect(await app.ended).toBe(0);
  expect(found(all), 'after it quit').toEqual([]);
  expect(readdirSync(join(here.root, 'tmp')), 'nothing is left of the browser').toEqual([]);
});

/** Which of the needles a text holds, by name: a failure must not print a heap. */
const namesIn = (n: ReturnType<typeof makeNeedles>, text: string): readonly string[] =>
  Object.entries(n)
    .filter(([, value]) => text.includes(value))
    .map(([name]) => name);

async function unlock(app: RemoteApp, passphrase: string): Promise<void> {
  const { press, type, see } = keys(app);
  await see('h1', 'locked');
  await type(passphrase);
  await press('Enter');
  await see('.strip');
}

test('a passphrase typed and a secret typed and saved are gone from the window’s memory once it is locked @chromium', async () => {
  test.setTimeout(120_000);
  const n = makeNeedles();
  const app = await here.start(writeFiles(n));
  const { ask, press, type, see, gone } = keys(app);
  const lock = async () => {
    await press('Control+l');
    await see('h1', 'locked');
    expect(namesIn(n, await ask({ do: 'heap' }))).toEqual([]);
  };
  await makeStore(app, n.passphrase);
  await importFiles(app);
  await lock();
  await unlock(app, n.passphrase);
  await see('[role=grid]', 'PLAIN_ONE');
  expect(namesIn(n, await ask({ do: 'heap' })), 'the searcher finds what is shown').toContain('plain');

  await press('n');
  await see('[role=dialog]');
  await type('NEW_API_KEY');
  await press('Tab');
  await type(n.addedSecret);
  await press('Control+Enter');
  await gone('[role=dialog]');
  await press('Control+s');
  await see('[role=dialog]', 'Review');
  await press('Control+Enter');
  await gone('[role=dialog]');
  await lock();

  await type(n.passphrase.slice(0, -1));
  await press('Enter');
  await see('[role=alert]', 'Wrong passphrase');
  await type(n.passphrase.slice(-1));
  await press('Enter');
  await see('[role=grid]', 'NEW_API_KEY');
  await lock();
  app.kill();
  await app.ended;
});

/** Values cross in the two calls that are for it, plain ones in view and others on demand, and nowhere else. */
function checkSaid(said: readonly Said[], n: ReturnType<typeof makeNeedles>): void {
  const { addedNote: _metadata, ...values } = n; // a note is read beside the key, by design
  const all = Object.values(values);
  const holding = said.filter(({ text }) => searchBytes(Buffer.from(text), all, '').length > 0);
  const others = holding.filter(({ name }) => name !== 'values.reveal' && name !== 'values.inView');
  expect(others.map(({ kind, name }) => `${kind} ${name}`)).toEqual([]);
  const inView = holding.filter(({ name }) => name === 'values.inView').map(({ text }) => text);
  expect(inView.some((text) => text.includes(n.plain))).toBe(true);
  for (const kept of [n.secret, n.addedSecret, n.productionPlain, n.passphrase])
    expect(inView.some((text) => text.includes(kept))).toBe(false);
  const revealed = holding.filter(({ name }) => name === 'values.reveal');
  expect(revealed).toHaveLength(1);
  expect(revealed[0]?.text).toContain(n.secret);
  expect(said.some(({ name }) => name === 'values.copy')).toBe(true);
}

test('killed while somebody types, it leaves no value behind, and its browser’s folder goes at the next start @chromium', async () => {
  test.setTimeout(120_000);
  const n = makeNeedles();
  const all = Object.values(n);
  findCanaries();
  const app = await here.start(writeFiles(n));
  await makeStore(app, n.passphrase);
  await importFiles(app);
  const { press, type, see } = keys(app);
  await press('Control+Home', 'ArrowDown', 'F2');
  await type(n.inlineTyped);
  await see('[role=grid]', 'edited');
  const typing = type(n.addedSecret).catch(() => undefined);
  app.kill();
  await Promise.all([app.ended, typing]);
  expect(readdirSync(join(here.root, 'tmp')), 'the browser’s folder was left').not.toEqual([]);
  expect(found(all), 'after the kill').toEqual([]);

  const again = await here.start();
  const next = keys(again);
  await next.see('h1', 'Type your passphrase');
  expect(
    readdirSync(join(here.root, 'tmp')).filter((name) => name.startsWith('platos-console-browser')),
  ).toHaveLength(1);
  await next.type(n.passphrase);
  await next.press('Enter');
  await next.see('[role=grid]', 'inlinetyped');
  expect(found(all), 'at the next start').toEqual([]);
  again.kill();
  await again.ended;
});
