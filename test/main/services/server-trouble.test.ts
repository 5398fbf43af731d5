import { expect, it, onTestFinished } from 'vitest';
import type { ServerProblem } from '../../../core/errors.ts';
import { errorText } from '../../../renderer/api/error-text.ts';
import { connect } from '../../support/connected.ts';
import { selfSigned } from '../../support/server/certificate.ts';
import { drop, type Fault, fail, pad, page, redirect, retype } from '../../support/server/faults.ts';
import type { FlavourName } from '../../support/server/flavour.ts';
import { type FakeServer, type ServerOptions, startServer } from '../../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../../support/server/world.ts';
import { confirmed, type Services, services } from '../../support/services.ts';
import { saying } from '../workspaces/server/api.ts';

async function server(options: Partial<ServerOptions> = {}): Promise<FakeServer> {
  const started = await startServer({ flavour: 'trigger', ...options });
  onTestFinished(() => started.close());
  return started;
}

/** A connection that has read staging, with a draft there, and a review of it that is still open. */
async function atWork(flavour: FlavourName, options: Partial<ServerOptions> = {}) {
  const there = await server({ flavour, ...options });
  const app = await services();
  const { id, env } = await connect(app, there);
  const stg = env('stg');
  const { rows } = await app.ask('variables.list', { env: stg });
  await app.ask('drafts.put', { env: stg, patches: [{ key: 'LOG_LEVEL', value: 'of the draft' }] });
  const plan = await app.ask('changes.plan', { env: stg, source: { type: 'drafts' } });
  const { drafts } = await app.ask('drafts.list', { env: stg });
  expect(drafts).toHaveLength(1);
  const held = valuesOf(there.world, environmentAt(there.world, 'stg').id);
  return { there, app, id, stg, rows, plan, drafts, held };
}
type Work = Awaited<ReturnType<typeof atWork>>;

const tokenOf = ({ there }: Work) => there.world.tokens.find(({ token }) => token === there.token);

/** What is refused in words: each kind of failure has a sentence that names the server and what to do. */
function words(reply: Awaited<ReturnType<Services['reply']>>): string {
  if (reply.ok) throw new Error('it went well');
  const { title, what, next } = errorText(reply.error);
  return `${title} ${what} ${next}`;
}

interface Trouble {
  readonly flavour?: FlavourName;
  readonly begin: (work: Work) => unknown;
  readonly problem: ServerProblem;
  readonly says: RegExp;
}

const faulty =
  (fault: Fault): Trouble['begin'] =>
  ({ there }) =>
    there.faults.add(fault);
/** The same token as the account has, with other rights from now on. */
const change =
  (rights: object): Trouble['begin'] =>
  (work) =>
    Object.assign(tokenOf(work) ?? {}, rights);
const removeProject: Trouble['begin'] = ({ there }) =>
  Object.assign(there.world.projects[0] ?? {}, { deleted: true });
const removeEnvironment: Trouble['begin'] = ({ there: { world } }) =>
  world.environments.splice(world.environments.indexOf(environmentAt(world, 'stg')), 1);
const pinElsewhere: Trouble['begin'] = (work) => {
  const { world } = work.there;
  return change({ pins: { environmentId: environmentAt(world, 'prod').id } })(work);
};

const troubles: Readonly<Record<string, Trouble>> = {
  'the server is gone': {
    begin: ({ there }) => there.close(),
    problem: 'unreachable',
    says: /cannot be reached.*network.*stays readable/s,
  },
  'a page of a proxy in place of JSON': {
    begin: faulty(page()),
    problem: 'not-a-server',
    says: /not the server’s API.*web page.*Check the address/s,
  },
  'JSON that calls itself a page': {
    begin: faulty(retype('text/html')),
    problem: 'not-a-server',
    says: /not the server’s API/,
  },
  'a redirect to another host': {
    begin: faulty(redirect('https://elsewhere.invalid/')),
    problem: 'redirected',
    says: /points elsewhere.*HTTP 307.*never sent/s,
  },
  'an error inside the server': { begin: faulty(fail(503)), problem: 'error', says: /HTTP 503.*later/s },
  'an answer that ends half way': {
    begin: faulty(drop(40)),
    problem: 'cut',
    says: /ended early.*never shown as the whole/s,
  },
  'an answer of 40 MB': {
    begin: faulty(pad(40_000_000)),
    problem: 'too-large',
    says: /too large.*nothing of it is shown/s,
  },
  'Trigger.dev: a token that was revoked': {
    begin: change({ revokedAt: 1 }),
    problem: 'unauthorized',
    says: /not accepted.*HTTP 401.*revoked.*Drafts are kept/s,
  },
  'Platos on its tables: a token that was revoked': {
    flavour: 'platos-a',
    begin: change({ revokedAt: 1 }),
    problem: 'unauthorized',
    says: /not accepted.*revoked/s,
  },
  'Platos with roles: a token that expired': {
    flavour: 'platos-b',
    begin: change({ expiresAt: 1 }),
    problem: 'unauthorized',
    says: /not accepted.*expired/s,
  },
  'Platos on its tenancy database: a token that expired': {
    flavour: 'platos-c',
    begin: change({ expiresAt: 1 }),
    problem: 'unauthorized',
    says: /not accepted.*expired/s,
  },
  'Trigger.dev: a role without the right to this environment': {
    begin: faulty(
      saying(403, {
        error: "You don't have permission to access this environment's environment variables.",
      }),
    ),
    problem: 'forbidden',
    says: /accepts the token but not for this.*HTTP 403.*rights/s,
  },
  'Platos with roles: a token of another environment': {
    flavour: 'platos-b',
    begin: pinElsewhere,
    problem: 'forbidden',
    says: /accepts the token but not for this.*HTTP 403.*rights/s,
  },
  'Platos on its tenancy database: a token of another environment': {
    flavour: 'platos-c',
    begin: pinElsewhere,
    problem: 'forbidden',
    says: /accepts the token but not for this.*HTTP 403/s,
  },
  'Trigger.dev: the project is gone': {
    begin: removeProject,
    problem: 'gone',
    says: /not there any more.*HTTP 404.*stays readable/is,
  },
  'Platos on its tenancy database: the project is gone': {
    flavour: 'platos-c',
    begin: removeProject,
    problem: 'gone',
    says: /not there any more/i,
  },
  'Trigger.dev: the environment is gone': {
    begin: removeEnvironment,
    problem: 'gone',
    says: /project or environment.*HTTP 404/s,
  },
  'Platos on its tables: the environment is gone': {
    flavour: 'platos-a',
    begin: removeEnvironment,
    problem: 'gone',
    says: /project or environment.*HTTP 404/s,
  },
};

it.each(Object.entries(troubles))('%s: said in words, and nothing is lost', async (_, trouble) => {
  const work = await atWork(trouble.flavour ?? 'trigger');
  const { app, id, stg, rows, plan, drafts } = work;
  const before = JSON.stringify([...work.held]);
  await trouble.begin(work);

  const refused = await app.reply('connections.refresh', { id, env: stg });
  expect(refused).toMatchObject({ ok: false, error: { code: 'server', problem: trouble.problem } });
  expect(words(refused)).toMatch(trouble.says);
  const applied = await app.reply('changes.apply', confirmed(plan));
  expect(applied).toMatchObject({ ok: false, error: { code: 'server', problem: trouble.problem } });

  const after = await app.ask('variables.list', { env: stg });
  expect(after.rows).toEqual(rows);
  expect(after.state?.problem).toBe(trouble.problem);
  expect((await app.ask('drafts.list', { env: stg })).drafts).toEqual(drafts);
  expect(app.keychain.entries.get(`connection:${id}`)).toBe(work.there.token);
  expect(JSON.stringify([...work.held])).toBe(before);
});

it.each(['platos-b', 'platos-c'] as const)(
  '%s: a token that may only read says so when it writes',
  async (flavour) => {
    const work = await atWork(flavour);
    const { app, id, stg, plan, drafts } = work;
    change({ role: 'read' })(work);
    await app.ask('connections.refresh', { id, env: stg });
    const result = await app.ask('changes.apply', confirmed(plan));
    expect(result).toMatchObject({
      state: 'partial',
      done: 0,
      stopped: { problem: 'unauthorized', status: 401 },
    });
    expect(result.rows.map(({ outcome }) => outcome)).toEqual(['not-done']);
    const told = errorText({ code: 'server', problem: 'unauthorized', server: 'Work', status: 401 });
    expect(told.what).toMatch(/role is too low/);
    expect((await app.ask('drafts.list', { env: stg })).drafts).toEqual(drafts);
  },
);

it('a server at the address that is another one, or none, is named before a token is kept', async () => {
  const app = await services();
  const set = async (url: string, token = 'tr_pat_abcdefghijklmnopqrstuvwxyz') => {
    const { id } = await app.ask('connections.add', { name: 'Work', url, allowHttp: false });
    return app.reply('connections.setToken', { id, token });
  };
  const secure = await server({ tls: selfSigned() });
  expect(words(await set(secure.url))).toMatch(/certificate is not trusted.*Nothing was sent/s);
  expect(secure.requests).toEqual([]);
  const closed = await server();
  await closed.close();
  expect(words(await set(closed.url))).toMatch(/cannot be reached/);
  const there = await server();
  expect(words(await set(there.url))).toMatch(/token is not accepted/);
  // Spoken to in the wrong scheme.
  expect(words(await set(there.url.replace('http:', 'https:'), there.token))).toMatch(
    /certificate|reached|API/,
  );
  expect(words(await set(secure.url.replace('https:', 'http:'), there.token))).toMatch(/API|reached/);
  expect(app.keychain.entries.size).toBe(0);
});

const hourMs = 3_600_000;
const limited = { general: { burst: 60, refill: 60, intervalMs: 400 } };

it.each([
  ['theirs is an hour ahead', hourMs, 0],
  ['theirs is an hour behind', -hourMs, 0],
  ['ours is an hour ahead', 0, hourMs],
  ['ours is an hour behind', 0, -hourMs],
])('a clock that is wrong (%s) neither stops nor hurries a limited apply', async (_, theirs, ours) => {
  const there = await server({ now: () => Date.now() + theirs, rateLimit: limited });
  const app = await services();
  // The queue asks this clock how long it waited, so it has to go on.
  const clock = { get: () => Date.now() + ours };
  Object.defineProperty(app.clock, 'now', clock);
  const { env } = await connect(app, there);
  await app.ask('variables.list', { env: env('stg') });
  const patches = Array.from({ length: 200 }, (_each, n) => ({ key: `K${100 + n}`, value: 'v' }));
  const source = { type: 'patches' as const, patches };
  const plan = await app.ask('changes.plan', { env: env('stg'), source });
  expect(await app.ask('changes.apply', confirmed(plan))).toMatchObject({ state: 'done', done: 200 });
  const values = valuesOf(there.world, environmentAt(there.world, 'stg').id);
  expect(patches.map(({ key }) => values.get(key)?.version)).toEqual(patches.map(() => 1));
});

it('an answer of 10 MB and one of 5,000 variables are read whole', async () => {
  const there = await server();
  const app = await services();
  const { id, env } = await connect(app, there);
  const { id: stg } = environmentAt(there.world, 'stg');
  valuesOf(there.world, stg).clear();
  for (let n = 0; n < 5_000; n += 1) put(there.world, stg, `KEY_${n}`, `value ${n}`);
  there.faults.add(pad(10_000_000), { path: '/envvars/' });
  await app.ask('connections.refresh', { id, env: env('stg') });
  const { rows } = await app.ask('variables.list', { env: env('stg') });
  expect(rows).toHaveLength(5_000);
});

it.each(['trigger', 'platos-a', 'platos-c'] as const)(
  '%s: names with a colon or a slash are shown, and taken away where the server lets them, or it is said why not',
  async (flavour) => {
    const there = await server({ flavour });
    const app = await services();
    const { env } = await connect(app, there);
    const { id: stg } = environmentAt(there.world, 'stg');
    valuesOf(there.world, stg).clear();
    for (const key of ['a/b', 'a:b', '..', '']) put(there.world, stg, key, 'old');
    const { rows } = await app.ask('variables.list', { env: env('stg') });
    const keys = rows.map(({ key }) => key);
    // Trigger.dev's tables hold a colon and list what stands before it.
    expect(keys).toEqual(flavour === 'platos-c' ? ['', '..', 'a/b', 'a:b'] : ['', '..', 'a', 'a/b']);
    const patches = keys.map((key) => ({ key, deleted: true as const }));
    const source = { type: 'patches' as const, patches };
    const plan = await app.ask('changes.plan', { env: env('stg'), source });
    const { rows: results } = await app.ask('changes.apply', confirmed(plan));
    const done = results.filter(({ outcome }) => outcome === 'done').map(({ key }) => key);
    expect(done).toEqual(flavour === 'platos-c' ? ['a/b', 'a:b'] : ['a/b']);
    expect([...valuesOf(there.world, stg).keys()]).toEqual(
      ['a/b', 'a:b', '..', ''].filter((key) => !done.includes(key)),
    );
    for (const { key, outcome, reason } of results)
      if (!done.includes(key))
        // What the server says is not there may have been deleted by the same request, so it is read again.
        expect([key, outcome, reason]).toEqual([
          key,
          key === 'a' ? 'not-done' : 'failed',
          expect.stringMatching(/^[A-Z].*\.$/),
        ]);
  },
);

it('a new name with a colon or a slash is refused before anything is sent', async () => {
  const { app, stg, there } = await atWork('trigger');
  const before = there.requests.filter(({ method }) => method !== 'GET').length;
  for (const key of ['a:b', 'a/b']) {
    const reply = await app.reply('drafts.put', { env: stg, patches: [{ key, value: 'x' }] });
    expect(words(reply)).toMatch(/letters, digits and underscores only/);
  }
  expect(there.requests.filter(({ method }) => method !== 'GET')).toHaveLength(before);
});
