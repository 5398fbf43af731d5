import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { EnvironmentRef } from '../../core/environment.ts';
import { lackingForKeyring, startKeyring } from '../support/keyring.ts';
import { listen } from '../support/listeners.ts';
import { type MainProcess, startMain } from '../support/main-process.ts';
import { formsOf, searchBytes, searchFolders } from '../support/searcher.ts';
import { selfSigned } from '../support/server/certificate.ts';
import { doneButFailed, drop, type Fault, fail, page, redirect } from '../support/server/faults.ts';
import { type FakeServer, type PlatosServer, startPlatos, startServer } from '../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../support/server/world.ts';
import { confirmed } from '../support/services.ts';
import { secretsOf } from './workspaces/server/agent-service.ts';

/** Long enough not to occur by chance, of letters that no form of writing changes. */
const needle = (name: string) => `${name}${randomBytes(12).toString('hex')}`;

function makeNeedles() {
  return {
    passphrase: needle('passphrase'),
    plain: needle('plainvalue'),
    secret: needle('secretvalue'),
    production: needle('productionvalue'),
    drafted: needle('draftedvalue'),
    kept: needle('keptdraft'),
    newSecret: needle('newsecret'),
    failing: needle('failingvalue'),
    killed: needle('killedvalue'),
    wrongToken: `tr_pat_${needle('wrongtoken')}`,
    controlPlane: `plt_mcp_${needle('controlplane')}`,
  };
}
type Needles = ReturnType<typeof makeNeedles>;

/** A machine of its own: all that the app may write to is below one folder. */
function machine() {
  const root = mkdtempSync(join(tmpdir(), 'platos-console-machine-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const at = (name: string): string => join(root, name);
  for (const name of ['tmp', 'home', 'data', 'config', 'cache', 'state', 'run'])
    mkdirSync(at(name), { mode: 0o700 });
  const env = {
    PATH: process.env['PATH'],
    HOME: at('home'),
    TMPDIR: at('tmp'),
    XDG_DATA_HOME: at('data'),
    XDG_CONFIG_HOME: at('config'),
    XDG_CACHE_HOME: at('cache'),
    XDG_STATE_HOME: at('state'),
    XDG_RUNTIME_DIR: at('run'),
  };
  return { root, at, env };
}

/** Whoever follows these asks a proxy that nobody configured for the app. */
function proxies(port: number): NodeJS.ProcessEnv {
  const url = `http://127.0.0.1:${port}`;
  const names = ['http_proxy', 'https_proxy', 'all_proxy', 'npm_config_proxy', 'npm_config_https_proxy'];
  const upper = names.map((name) => name.toUpperCase());
  return { ...Object.fromEntries([...names, ...upper].map((name) => [name, url])), NODE_USE_ENV_PROXY: '1' };
}

async function servers(n: Needles) {
  const certificate = selfSigned();
  const plain = await startServer({ flavour: 'trigger' });
  const secure = await startServer({ flavour: 'trigger', tls: certificate });
  const platos = await startPlatos();
  onTestFinished(() => Promise.all([plain, secure, platos].map((one) => one.close())).then(() => undefined));
  for (const { world } of [plain, secure]) {
    put(world, environmentAt(world, 'dev').id, 'PLAIN_ONE', n.plain);
    put(world, environmentAt(world, 'dev').id, 'SECRET_ONE', n.secret, { secret: true });
    put(world, environmentAt(world, 'prod').id, 'PLAIN_ONE', n.production);
  }
  return { plain, secure, platos, certificate };
}

/** Answers that quote what they were sent, name other hosts, or break off. */
function malice(quoted: readonly string[], elsewhere: string): readonly Fault[] {
  const says = (status: number, body: string, type = 'application/json'): Fault => ({
    kind: 'instead',
    happens: false,
    answer: () => ({ status, headers: { 'content-type': type }, body }),
  });
  const all = quoted.join(' ');
  return [
    ...[200, 400, 401, 403, 404, 422, 500].map((status) =>
      says(status, JSON.stringify({ error: all, variableErrors: [{ error: all }], dashboardUrl: elsewhere })),
    ),
    says(200, all),
    says(500, all, 'text/plain'),
    says(
      200,
      `<meta http-equiv="refresh" content="0;url=${elsewhere}"><img src="${elsewhere}/x">`,
      'text/html',
    ),
    page(),
    fail(503),
    drop(3),
    doneButFailed(),
    ...([301, 302, 307, 308] as const).map((status) => redirect(`${elsewhere}/api/v1/${all}`, status)),
  ];
}

interface Story {
  readonly main: MainProcess;
  readonly there: FakeServer;
  readonly id: string;
  readonly env: (slug: string) => EnvironmentRef;
}

/** Log in by way of the browser, and see what there is. */
async function logIn(main: MainProcess, there: FakeServer, caFile?: string): Promise<Story> {
  const ca = caFile === undefined ? {} : { caFile };
  const { id } = await main.ask('connections.add', { name: 'Work', url: there.url, allowHttp: false, ...ca });
  await main.ask('login.start', { id });
  const code = there.world.codes.at(-1);
  if (code !== undefined) code.token = there.issue.personal();
  await vi.waitFor(
    async () => {
      const { connections } = await main.ask('connections.list', {});
      expect(connections.find((one) => one.id === id)?.credential).toBeDefined();
    },
    { timeout: 20_000, interval: 200 },
  );
  await main.ask('connections.refresh', { id });
  await main.ask('connections.setCompareSecrets', { id, compareSecrets: true });
  const env = (slug: string) => ({ workspaceId: id, projectId: 'proj_supportbotsample', slug });
  return { main, there, id, env };
}

/** Everything that opens a Platos server and its agent service; the first part of any session token is one of them. */
function credentialsOf({ world, agent }: PlatosServer): readonly string[] {
  return [
    ...world.tokens.map(({ token }) => token),
    ...world.environments.map(({ apiKey }) => apiKey),
    ...world.agent.entities.map(({ secret }) => secret),
    ...world.agent.mcpTokens.map(({ token }) => token),
    agent.issue.session('stg').split('.')[0] ?? '',
  ];
}

/** Credentials of the agent service, taken and refused, while that quotes them. */
async function openAgents(main: MainProcess, platos: PlatosServer, elsewhere: string): Promise<void> {
  const { url, agent, token } = platos;
  const input = { name: 'Agents', url, agentUrl: agent.url, allowHttp: false };
  const { id } = await main.ask('connections.add', input);
  await main.ask('connections.setToken', { id, token });
  await main.ask('connections.refresh', { id });
  const access = { id, projectId: 'proj_supportbotsample', ...secretsOf(platos) };
  await main.ask('connections.setAgentAccess', access);
  await main.reply('connections.setAgentAccess', { ...access, secret: access.controlPlane });
  for (const path of ['platform', 'session-tokens'])
    for (const fault of malice(credentialsOf(platos), elsewhere)) {
      agent.faults.clear();
      agent.faults.add(fault, { path });
      await main.reply('connections.setAgentAccess', access);
    }
  agent.faults.clear();
  const { agentAccess } = await main.ask('connections.setAgentAccess', access);
  expect(agentAccess).toHaveLength(1);
  const env = { workspaceId: id, projectId: access.projectId, slug: 'stg' };
  await main.ask('agents.list', { env });
  await main.ask('agents.get', { env, slug: 'triage' });
  await main.ask('providers.list', { env });
}

/** Read, reveal, edit, apply and promote. */
async function work({ main, id, env }: Story, n: Needles): Promise<void> {
  for (const slug of ['dev', 'stg', 'prod']) await main.ask('variables.list', { env: env(slug) });
  await main.ask('connections.refresh', { id, env: env('dev') });
  const source = { from: 'saved' as const, env: env('dev') };
  await main.ask('values.inView', { source, keys: ['PLAIN_ONE', 'SECRET_ONE'] });
  await main.ask('values.reveal', { source, key: 'PLAIN_ONE' });
  await main.reply('values.reveal', { source, key: 'SECRET_ONE' });
  await main.ask('values.copy', { source, key: 'PLAIN_ONE', form: 'assignment' });
  const patches = [
    { key: 'PLAIN_ONE', value: n.drafted },
    { key: 'NEW_TOKEN', value: n.newSecret, kind: 'secret' as const },
  ];
  await main.ask('drafts.put', { env: env('dev'), patches });
  await main.ask('variables.search', { env: env('dev'), text: n.plain });
  const plan = await main.ask('changes.plan', { env: env('dev'), source: { type: 'drafts' } });
  expect(await main.ask('changes.apply', confirmed(plan))).toMatchObject({ state: 'done' });
  await main.ask('drafts.put', { env: env('stg'), patches: [{ key: 'KEPT', value: n.kept }] });
  const choices = ['PLAIN_ONE', 'SECRET_ONE', 'NEW_TOKEN'].map((key) => ({ key, action: 'copy' as const }));
  const promotion = { type: 'promotion' as const, from: env('dev'), choices };
  const promoted = await main.ask('changes.plan', { env: env('prod'), source: promotion });
  await main.ask('changes.apply', confirmed(promoted));
  await main.ask('history.list', { project: env('prod'), limit: 50 });
}

/** The same in a world that is against it; what comes of it is looked at by the search alone. */
async function suffer(
  story: Story,
  n: Needles,
  elsewhere: string,
  faults: (all: readonly Fault[]) => readonly Fault[],
): Promise<void> {
  const { main, there, id, env } = story;
  const quoted = [there.token, ...there.world.tokens.map(({ token }) => token), n.failing, n.secret];
  await main.reply('connections.setToken', { id, token: n.wrongToken });
  await main.reply('connections.setToken', { id, token: n.controlPlane });
  for (const fault of faults(malice(quoted, elsewhere))) {
    there.faults.clear();
    const patches = [{ key: 'PLAIN_ONE', value: `${n.failing} ${randomBytes(2).toString('hex')}` }];
    const plan = await main.reply('changes.plan', { env: env('stg'), source: { type: 'patches', patches } });
    there.faults.add(fault, { method: 'POST' });
    if (plan.ok) await main.reply('changes.apply', confirmed(plan.value));
    there.faults.clear();
    there.faults.add(fault);
    await main.reply('connections.refresh', { id, env: env('dev') });
    await main.reply('connections.refresh', { id });
    await main.reply('connections.test', { id });
    await main.reply('connections.setToken', { id, token: n.wrongToken });
    await main.reply('login.start', { id });
  }
  there.faults.clear();
}

/** Which tokens and values are in the app's memory, by name: those that nobody typed into this process. */
async function inMemory(main: MainProcess, { world }: FakeServer, n: Needles): Promise<readonly string[]> {
  const text = await main.memory();
  const values = { plain: n.plain, secret: n.secret, production: n.production };
  const found = Object.entries(values).filter(([, value]) => text.includes(value));
  const tokens = world.tokens.filter(({ token }) => text.includes(token));
  return [...found.map(([name]) => name), ...tokens.map(({ name }) => `token ${name}`)];
}

/** Killed while it writes. */
async function die({ main, there, env }: Story, n: Needles): Promise<void> {
  const patches = Array.from({ length: 200 }, (_, at) => ({
    key: `K${100 + at}`,
    value: `${n.killed}${at}`,
  }));
  const plan = await main.ask('changes.plan', { env: env('stg'), source: { type: 'patches', patches } });
  const stg = valuesOf(there.world, environmentAt(there.world, 'stg').id);
  const applied = main.reply('changes.apply', confirmed(plan)).catch(() => undefined);
  await vi.waitFor(() => expect(stg.has('K120')).toBe(true), { timeout: 20_000, interval: 2 });
  await Promise.all([main.kill(), applied]);
}

/** The searcher sees what is there, in every form and every folder. */
function findCanary(root: string): void {
  const canary = needle('canary');
  for (const folder of ['', 'tmp', 'home', 'data', 'profile/backups']) {
    mkdirSync(join(root, folder), { recursive: true });
    formsOf(canary).forEach(({ bytes }, at) => {
      writeFileSync(join(root, folder, `canary-${at}`), Buffer.concat([Buffer.from('x'), bytes]));
    });
  }
  const wheres = new Set(searchFolders([root], [canary]).map(({ where }) => where));
  expect(wheres.size).toBe(5 * formsOf(canary).length);
  for (const where of wheres) rmSync(where);
  rmSync(join(root, 'profile'), { recursive: true });
}

const modes = [
  ['keychain', lackingForKeyring],
  ['passphrase', []],
] as const;

for (const [mode, lacking] of modes)
  it.skipIf(lacking.length > 0)(
    `${mode}: no token and no value is anywhere but where it belongs, whatever a server does, and nobody else is asked`,
    { timeout: 180_000 },
    async () => {
      const n = makeNeedles();
      const trap = await listen();
      onTestFinished(trap.close);
      const elsewhere = `http://127.0.0.1:${trap.tcp}`;
      const here = machine();
      findCanary(here.root);
      const { plain, secure, platos, certificate } = await servers(n);
      const bus: NodeJS.ProcessEnv = {};
      if (mode === 'keychain') {
        const keyring = await startKeyring(here.root);
        onTestFinished(keyring.end);
        bus['DBUS_SESSION_BUS_ADDRESS'] = process.env['DBUS_SESSION_BUS_ADDRESS'];
      }
      const said: (readonly [call: string, text: string])[] = [];
      const env = { ...here.env, ...proxies(trap.tcp), ...bus };
      const profile = here.at('profile');
      let starts = 0;
      const start = async (): Promise<MainProcess> => {
        starts += 1;
        const log = here.at(`output-${starts}.log`);
        return startMain({ profile, env, log, said: (...one) => void said.push(one) });
      };
      const open = async (main: MainProcess): Promise<void> => {
        if (mode === 'passphrase') await main.ask('app.unlock', { mode, passphrase: n.passphrase });
        expect((await main.ask('app.state', {})).phase).toEqual({ name: 'ready', mode });
      };
      const caFile = here.at('ca.pem');
      writeFileSync(caFile, certificate.cert);

      const first = await start();
      await open(first);
      const story = await logIn(first, plain);
      const encrypted = await logIn(first, secure, caFile);
      await work(story, n);
      await work(encrypted, n);
      await openAgents(first, platos, elsewhere);
      await suffer(story, n, elsewhere, (all) => all.filter((_, at) => mode === 'keychain' || at % 4 === 0));
      await first.ask('connections.remove', { id: encrypted.id, confirmation: 'Work' });
      expect(await inMemory(first, plain, n), 'the searcher finds what is in use').toContain('token Issued');
      const session = credentialsOf(platos).at(-1);
      expect(await first.memory(), 'a session in use').toContain(session);
      await first.ask('app.lock', {});
      expect(await inMemory(first, plain, n), 'the memory of the locked app').toEqual([]);
      expect(await first.memory(), 'sessions in the memory of the locked app').not.toContain(session);
      if (mode === 'keychain') await first.ask('app.unlock', { mode });
      else await open(first);
      await die(story, n);

      const second = await start();
      await open(second);
      await second.ask('connections.refresh', { id: story.id, env: story.env('stg') });
      const told = [await second.told()];
      expect(await second.crash(`${n.secret} ${plain.token}`)).toBe(1);

      const third = await start();
      await open(third);
      await third.ask('variables.list', { env: story.env('stg') });
      told.push(await third.told());
      const before = trap.heard();
      await third.reach(trap.tcp);
      const seen = (await third.told()).reached;
      await third.kill();

      const tokens = [plain, secure].flatMap(({ world }) => [
        ...world.tokens.map(({ token }) => token),
        ...world.environments.map(({ apiKey }) => apiKey),
      ]);
      tokens.push(...credentialsOf(platos));
      const values = Object.values(n);
      const findings = searchFolders([here.root, 'test-results'], [...tokens, ...values]);
      expect(findings.map(({ form, where, needle: one }) => [form, where, one.slice(0, 9)])).toEqual([]);
      checkSaid(said, tokens, n);
      const events = Buffer.from(told.flatMap((one) => one.events).join('\n'));
      expect(searchBytes(events, [...tokens, ...values], 'events')).toEqual([]);
      const started = [first, second, third].flatMap((one) => one.started()).join('\n');
      expect(started).toContain('keychain-child');
      expect(searchBytes(Buffer.from(started), [...tokens, ...values], 'processes')).toEqual([]);

      const ports = [plain.url, secure.url, platos.url, platos.agent.url].map(
        (url) => `127.0.0.1:${new URL(url).port}`,
      );
      const reached = new Set(told.flatMap((one) => one.reached));
      expect([...reached].filter((one) => !ports.includes(one) && !one.startsWith('pipe '))).toEqual([]);
      expect(before).toEqual({ tcp: 0, udp: 0 });
      expect(seen).toContain(`127.0.0.1:${trap.tcp}`);
    },
  );

/** Values cross in the calls that are for it alone, and a server's secrets and tokens in none. */
function checkSaid(
  said: readonly (readonly [string, string])[],
  tokens: readonly string[],
  n: Needles,
): void {
  const holding = (needles: readonly string[]) =>
    new Set(
      said.filter(([, text]) => searchBytes(Buffer.from(text), needles, '').length > 0).map(([call]) => call),
    );
  expect(holding([...tokens, n.secret, n.newSecret, n.production, n.passphrase, n.wrongToken])).toEqual(
    new Set(),
  );
  expect(holding(Object.values(n))).toEqual(new Set(['values.inView', 'values.reveal']));
}
