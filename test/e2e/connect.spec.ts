import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, discard, fillAddress, firstRun, pasteToken, typeAddress } from '../support/connect-keys.ts';
import { expect, test } from '../support/fixtures.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { selfSigned } from '../support/server/certificate.ts';
import { type FakeServer, type ServerOptions, startServer } from '../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../support/server/world.ts';

const servers: FakeServer[] = [];

async function server(options: Partial<ServerOptions> = {}): Promise<FakeServer> {
  const started = await startServer({ flavour: 'trigger', ...options });
  servers.push(started);
  return started;
}

test.afterEach(async () => {
  for (const one of servers.splice(0)) await one.close();
});

const heldValue = ({ world }: FakeServer, slug: string, key: string): string | undefined =>
  valuesOf(world, environmentAt(world, slug).id).get(key)?.value;

test('a pasted token leads to the projects; an edit is reviewed and then on the server', async ({
  app: { page },
}) => {
  const there = await server();
  await connect(page, there);
  await expect(page).toHaveURL(/\/env\/dev\/environment-variables/);
  await page.keyboard.press('/');
  await page.keyboard.type('LOG_LEVEL');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('silly');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+S');
  const review = page.getByRole('dialog');
  await expect(review).toContainText('LOG_LEVEL');
  expect(heldValue(there, 'dev', 'LOG_LEVEL')).not.toBe('silly');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => heldValue(there, 'dev', 'LOG_LEVEL')).toBe('silly');
  await expect(page.locator('.status-bar')).toContainText('Work: seen');
});

test('the browser is asked for a yes, and the token comes by itself @chromium', async ({ launch }) => {
  const there = await server();
  const keychain = memoryKeychain();
  const { page, opened, said } = await launch({ keychain });
  await firstRun(page);
  await typeAddress(page, there.url);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Log in with the browser/ })).toBeFocused();
  await page.keyboard.press('b');
  const waiting = page.getByRole('dialog', { name: 'Authorize in the browser' });
  await expect(waiting).toContainText(new URL(there.url).host);
  await expect(waiting).toContainText('10 minutes');
  expect(JSON.stringify(said)).not.toContain('authorization-code/');
  await page.keyboard.press('s');
  await expect(waiting).toContainText(opened[0] ?? 'no page');
  await fetch(opened[0] ?? '', { method: 'POST' });
  await expect(page.getByRole('grid')).toBeFocused();
  const token = [...keychain.entries].find(([account]) => account.startsWith('connection:'))?.[1] ?? '';
  expect(token).toMatch(/^tr_pat_/);
  expect(JSON.stringify(said)).not.toContain(token);
});

test('a login can be cancelled, and leaves no connection behind @chromium', async ({ launch }) => {
  const there = await server();
  const { page, opened } = await launch({ keychain: memoryKeychain() });
  await firstRun(page);
  await typeAddress(page, there.url);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Log in with the browser/ })).toBeFocused();
  await page.keyboard.press('b');
  await expect(page.getByRole('dialog', { name: 'Authorize in the browser' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Log in to Work' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Address of Platos or Trigger.dev')).toHaveValue(there.url);
  await page.keyboard.press('Escape');
  await discard(page);
  await expect(page.getByRole('dialog')).toBeHidden();
  await fetch(opened[0] ?? '', { method: 'POST' });
  await expect(page.getByText('not logged in')).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bring your environments');
});

test('http to another machine waits for a confirmation', async ({ app: { page } }) => {
  await firstRun(page);
  await typeAddress(page, 'http://192.0.2.1:3030');
  const go = page.getByRole('button', { name: /^Continue/ });
  await expect(go).toBeDisabled();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(go).toBeEnabled();
});

test('what is no server, no page and no token is told where it happened', async ({ app: { page } }) => {
  const there = await server();
  await firstRun(page);
  await typeAddress(page, 'http://127.0.0.1:9');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText('cannot be reached');
  await expect(dialog.getByRole('alert')).toContainText('“127.0.0.1:9” did not answer');
  await expect(dialog.getByRole('alert')).not.toContainText('seen last');
  await expect(dialog.getByRole('button', { name: /^Try again/ })).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(there.url);
  await expect(dialog.getByRole('alert')).toBeHidden();
  await page.keyboard.press('Enter');
  await pasteToken(page, 'tr_pat_made0up0made0up0made0up0made0up');
  await expect(dialog.getByRole('alert')).toContainText('not accepted');
  await expect(page.getByRole('textbox', { name: 'Token' })).toHaveValue(/^tr_pat_/);
  await expect(page.getByRole('textbox', { name: 'Token' })).toBeFocused();
  const asked = there.requests.length;
  await page.keyboard.insertText('plt_mcp_made0up0made0up0made0up');
  await expect(dialog).toContainText('token of the control plane');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('It was not sent anywhere');
  expect(there.requests.length).toBe(asked);
});

test('an address that nobody answers can be kept for another time', async ({ app: { page } }) => {
  await firstRun(page);
  await typeAddress(page, 'http://127.0.0.1:9', 'Later');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Keep it for later/ })).toBeVisible();
  await page.keyboard.press('Alt+K');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('Later is kept')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Later');
});

test('a server that is asked while the dialog is left is not kept @chromium', async ({ launch }) => {
  let answerNow: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    answerNow = resolve;
  });
  const { page, said } = await launch({
    before: async (call, json, answer) => {
      const text = await answer(call, json);
      if (call === 'connections.reach') await held;
      return text;
    },
  });
  await firstRun(page);
  await typeAddress(page, (await server()).url);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Asking the server/ })).toBeDisabled();
  await page.keyboard.press('Escape');
  await discard(page);
  await expect(page.getByRole('dialog')).toBeHidden();
  answerNow();
  await expect.poll(() => said.map(({ name }) => name)).toContain('connections.reach');
  expect(said.map(({ name }) => name)).not.toContain('connections.add');
});

test('a web page in place of the API is named for what it is', async ({ app: { page } }) => {
  const web = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
  });
  await new Promise<void>((ready) => void web.listen(0, '127.0.0.1', ready));
  const { port } = web.address() as AddressInfo;
  await firstRun(page);
  await typeAddress(page, `http://127.0.0.1:${port}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('not the server’s API');
  web.close();
});

test('a certificate of its own is trusted once its authority is named', async ({ app: { page } }) => {
  const own = selfSigned();
  const there = await server({ tls: own });
  const dir = mkdtempSync(join(tmpdir(), 'platos-console-ca-'));
  const caFile = join(dir, 'ca.pem');
  writeFileSync(caFile, own.cert);
  await firstRun(page);
  await typeAddress(page, there.url);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText('certificate is not trusted');
  expect(there.requests).toEqual([]);
  await page.keyboard.press('Alt+V');
  await page.getByLabel('certificate authority').waitFor();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Tab');
  await expect(page.getByLabel('certificate authority')).toBeFocused();
  await page.keyboard.type(caFile);
  await page.keyboard.press('Enter');
  await pasteToken(page, there.token);
  await expect(page.getByRole('grid')).toBeFocused();
  rmSync(dir, { recursive: true });
});

test('a token that is revoked keeps the list and offers the login', async ({ app: { page } }) => {
  const there = await server();
  await connect(page, there);
  there.issue.revoke(there.token);
  await page.keyboard.press('Control+R');
  await expect(page.locator('.status-bar')).toContainText('the token is not accepted');
  const notice = page.getByRole('status').filter({ hasText: 'This is the list as seen' });
  await expect(notice).toContainText('The token is not accepted');
  await expect(page.getByRole('grid')).toContainText('ALLOWED_ORIGINS');
  await expect(notice.getByRole('button', { name: 'Log in again' })).toBeVisible();
  await page.keyboard.press('Alt+L');
  await pasteToken(page, there.issue.personal());
  await expect(page.locator('.status-bar')).toContainText('Work: seen');
});

test('a review whose token is refused leads to the login by a key, and goes on after it', async ({
  app: { page },
}) => {
  const there = await server();
  await connect(page, there);
  await page.keyboard.press('/');
  await page.keyboard.type('LOG_LEVEL');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('silly');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+S');
  const review = page.getByRole('dialog', { name: /^Review/ });
  await expect(review).toContainText('LOG_LEVEL');
  there.issue.revoke(there.token);
  await page.keyboard.press('Control+Enter');
  await expect(review.getByRole('alert')).toContainText('it was mistyped, has expired');
  await page.keyboard.press('Alt+L');
  await pasteToken(page, there.issue.personal());
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => heldValue(there, 'dev', 'LOG_LEVEL')).toBe('silly');
  await expect(page.getByLabel('Messages')).toContainText('1 change applied to Development: LOG_LEVEL.');
  await page.keyboard.press('Alt+9');
  await page.getByRole('button', { name: 'Remove…' }).press('Enter');
  await page.keyboard.type('Work');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Messages')).toContainText('Work was removed.');
  // Its undo leads nowhere any more.
  await expect(page.getByLabel('Messages')).not.toContainText('applied to');
});

test('after a log out the way back in has the focus, and nothing says that the server answers', async ({
  app: { page },
}) => {
  await connect(page, await server());
  await page.keyboard.press('Alt+9');
  await page.getByRole('button', { name: 'Test', exact: true }).press('Enter');
  await expect(page.getByLabel('Messages')).toContainText('Work answers ada@acme.example');
  await page.getByRole('button', { name: 'Log out here…' }).press('Enter');
  await expect(page.getByRole('alertdialog')).toContainText('Log out of Work here?');
  await page.keyboard.press('Control+Shift+Backspace');
  await expect(page.getByRole('button', { name: 'Log in…' })).toBeFocused();
  await expect(page.getByLabel('Messages')).not.toContainText('answers');
});

test('on Trigger.dev the page of agents says that there are none, and offers no settings', async ({
  app: { page },
}) => {
  await connect(page, await server());
  await page.keyboard.press('Alt+4');
  await expect(page.getByText('Trigger.dev has no agents.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open Settings' })).toHaveCount(0);
});

test('what somebody else changed is told, shown, and dismissed', async ({ app: { page } }) => {
  const there = await server();
  await connect(page, there);
  const dev = environmentAt(there.world, 'dev').id;
  put(there.world, dev, 'BY_SOMEBODY', 'else');
  put(there.world, dev, 'LOG_LEVEL', 'else');
  await page.keyboard.press('Control+R');
  const notice = page.getByRole('status').filter({ hasText: 'on the server since' });
  await expect(notice).toContainText('1 changed, 1 added');
  await page.keyboard.press('w');
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(3); // with the head
  await page.keyboard.press('Control+K');
  await page.keyboard.type('dismiss the news');
  await page.keyboard.press('Enter');
  await expect(notice).toBeHidden();
});

test('a refresh reads the other side of a comparison too, and says when it was seen', async ({
  app: { page },
}) => {
  const there = await server();
  await connect(page, there);
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Staging');
  await expect(page.getByText(/^Production seen /)).toBeVisible();
  put(there.world, environmentAt(there.world, 'prod').id, 'ONLY_THERE', 'else');
  await page.keyboard.press('Control+R');
  const missing = page.getByRole('button', { name: /^Missing here/ });
  await missing.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toContainText('ONLY_THERE');
  await page.keyboard.press('Alt+2');
  await expect(page.getByText(/^Staging seen .*, Production seen /)).toBeVisible();
  put(there.world, environmentAt(there.world, 'prod').id, 'ALSO_THERE', 'else');
  await page.keyboard.press('Control+R');
  await expect(page.getByRole('grid')).toContainText('ALSO_THERE');
});

test('a project that is gone keeps what was seen of it', async ({ app: { page } }) => {
  const there = await server();
  await connect(page, there);
  const [project] = there.world.projects;
  if (project !== undefined) project.deleted = true;
  await page.keyboard.press('Control+R');
  await expect(page.getByRole('grid')).toContainText('ALLOWED_ORIGINS');
  await expect(page.getByRole('status').filter({ hasText: 'This is the list as seen' })).toBeVisible();
});

test('the next start shows what was seen, with no server there @chromium', async ({ launch }) => {
  const there = await server();
  const keychain = memoryKeychain();
  const profile = mkdtempSync(join(tmpdir(), 'platos-console-test-'));
  const first = await launch({ keychain, profile });
  await connect(first.page, there);
  await first.page.keyboard.press('Control+2');
  await expect(first.page.getByRole('heading', { level: 1 })).toContainText('Staging');
  await expect(first.page.getByRole('grid')).toContainText('ALLOWED_ORIGINS');
  await first.page.waitForTimeout(500); // the place is remembered a moment after it was entered
  await first.close();
  await there.close();
  servers.length = 0;
  const { page } = await launch({ keychain, profile });
  await expect(page.getByRole('grid')).toContainText('ALLOWED_ORIGINS');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Staging');
  await expect(page.locator('.status-bar')).toContainText('seen');
  rmSync(profile, { recursive: true });
});

test('a pasted token is nowhere in the window or the store’s files once it was sent @chromium', async ({
  launch,
}) => {
  const there = await server();
  const { page, said, profile } = await launch({ keychain: memoryKeychain() });
  await connect(page, there);
  const cdp = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  for (let n = 0; n < 3; n += 1) await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await cdp.detach();
  const heap = chunks.join('');
  expect(heap).toContain('ALLOWED_ORIGINS');
  expect(heap.includes(there.token)).toBe(false);
  expect((await page.content()).includes(there.token)).toBe(false);
  expect(JSON.stringify(said.map(({ text }) => text)).includes(there.token)).toBe(false);
  for (const file of readdirSync(profile, { recursive: true, encoding: 'utf8' })) {
    const path = join(profile, file);
    if (statSync(path).isFile()) expect(readFileSync(path).includes(there.token), file).toBe(false);
  }
});

test('a branch of preview is an environment like the others', async ({ app: { page } }) => {
  await connect(page, await server());
  await page.keyboard.press('Control+4');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('feat/tone');
  await expect(page.getByRole('grid')).toContainText('FEATURE_TONE');
});

test('several servers stand in the switcher, each with its account', async ({ app: { page } }) => {
  const [work, other] = [await server(), await server({ flavour: 'platos-b' })];
  await connect(page, work);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('connect a server');
  await page.keyboard.press('Enter');
  await fillAddress(page, work.url, 'Again');
  await expect(page.getByText('Already connected as Work (ada@acme.example).')).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Control+A');
  await fillAddress(page, other.url, 'Second');
  await page.keyboard.press('Enter');
  await pasteToken(page, other.token);
  await expect(page.getByRole('button', { name: /^Second, Acme, support-bot/ })).toBeVisible();
  await page.getByRole('button', { name: /Switch environment or project/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toContainText('Projects on Work, as ada@acme.example');
  await expect(page.getByRole('listbox')).toContainText('Projects on Second, as ada@acme.example');
});

test('staying offline is a switch in the palette, and Compare works all the same', async ({
  app: { page },
}) => {
  const there = await server();
  await connect(page, there);
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('grid')).toContainText('ALLOWED_ORIGINS');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('stay offline');
  await page.keyboard.press('Enter');
  await expect(page.locator('.status-bar')).toContainText('staying offline');
  const asked = there.requests.length;
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('grid')).toContainText('ALLOWED_ORIGINS');
  await page.keyboard.press('Control+R');
  await expect(page.getByText('Staying offline from Work: nothing was asked.')).toBeVisible();
  await expect(page.locator('.status-bar')).toContainText('staying offline');
  expect(there.requests.length).toBe(asked);
});

test('removing a connection by its name leads back to the beginning @chromium', async ({ launch }) => {
  const there = await server();
  const keychain = memoryKeychain();
  const { page } = await launch({ keychain });
  await connect(page, there);
  await page.keyboard.press('Alt+9');
  const remove = page.getByRole('button', { name: 'Remove…' });
  await remove.focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('its token');
  await page.keyboard.type('Work');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bring your environments');
  expect([...keychain.entries.keys()].filter((account) => account.startsWith('connection:'))).toEqual([]);
});
