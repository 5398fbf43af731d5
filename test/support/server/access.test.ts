import { afterEach, describe, expect, it } from 'vitest';
import { clientOf } from './client.ts';
import { type FakeServer, type ServerOptions, startServer } from './server.ts';

const vars = '/api/v1/projects/proj_supportbotsample/envvars';
const minute = 60_000;
const running: FakeServer[] = [];

async function start(options: ServerOptions) {
  const server = await startServer(options);
  running.push(server);
  return { server, ask: clientOf(server) };
}

/** A clock that a test moves. */
function clock() {
  let time = Date.parse('2026-03-01T10:00:00Z');
  return {
    now: () => time,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

describe('login by way of the browser', () => {
  const login = async (ask: ReturnType<typeof clientOf>) => {
    const { json } = await ask('POST /api/v1/authorization-code', { token: null });
    const { authorizationCode, url } = json as { authorizationCode: string; url: string };
    const poll = () => ask('POST /api/v1/token', { token: null, body: { authorizationCode } });
    return { poll, page: new URL(url).pathname, authorizationCode };
  };

  it('gives the token once the button was pressed, and again when asked again', async () => {
    const { ask } = await start({ flavour: 'trigger' });
    const { poll, page, authorizationCode } = await login(ask);

    expect(authorizationCode).toHaveLength(64);
    const opened = await ask(`GET ${page}`, { token: null });
    expect(opened.text).toContain('<button type="submit">Authorize</button>');
    expect((await poll()).json).toEqual({ token: null });

    await ask(`POST ${page}`, { token: null });
    const { json } = await poll();
    const { token } = json as { token: { token: string; obfuscatedToken: string } };
    expect(token.token).toMatch(/^tr_pat_[1-9a-km-z]{40}$/);
    expect(token.obfuscatedToken).toBe(`${token.token.slice(0, 11)}••••${token.token.slice(-4)}`);
    expect((await poll()).json).toEqual(json);
    expect((await ask('GET /api/v2/whoami', { token: token.token })).status).toBe(200);
  });

  it('brings the one token of a user back after it was revoked', async () => {
    const { server, ask } = await start({ flavour: 'platos-a' });
    const tokens = [];
    for (const _ of [1, 2]) {
      const { poll, page } = await login(ask);
      await ask(`POST ${page}`, { token: null });
      const { token } = ((await poll()).json as { token: { token: string } }).token;
      tokens.push(token);
      server.issue.revoke(token);
    }
    expect(tokens[0]).toBe(tokens[1]);
    expect((await ask('GET /api/v1/orgs', { token: tokens[0] ?? '' })).status).toBe(401);
  });

  it('forgets a code after ten minutes', async () => {
    const { now, pass } = clock();
    const { ask } = await start({ flavour: 'trigger', now });
    const { poll, page } = await login(ask);
    pass(10 * minute);

    expect(await poll()).toMatchObject({
      status: 400,
      json: { error: 'Invalid authorization code, or code expired' },
    });
    expect((await ask(`POST ${page}`, { token: null })).status).toBe(400);
    expect((await ask('POST /api/v1/token', { token: null, body: {} })).status).toBe(422);
  });

  it('counts polls by code, and codes by address where a proxy names it', async () => {
    const { ask } = await start({
      flavour: 'trigger',
      rateLimit: {
        polls: { burst: 2, refill: 2, intervalMs: minute },
        codes: { burst: 1, refill: 1, intervalMs: minute },
      },
    });
    const { poll } = await login(ask);
    const statuses = [(await poll()).status, (await poll()).status];
    const last = await poll();

    expect([...statuses, last.status]).toEqual([200, 200, 429]);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    const from = { token: null, headers: { 'x-forwarded-for': '192.0.2.1' } };
    expect((await ask('POST /api/v1/authorization-code', from)).status).toBe(200);
    expect((await ask('POST /api/v1/authorization-code', from)).status).toBe(429);
    expect((await login(ask)).authorizationCode).toHaveLength(64);
  });
});

describe('limits', () => {
  const small = { general: { burst: 2, refill: 1, intervalMs: 10_000 } };

  it('refuses after the burst, says when to come back, and keeps to it', async () => {
    const { now, pass } = clock();
    const { ask } = await start({ flavour: 'trigger', now, rateLimit: small });
    const first = await ask('GET /api/v1/orgs');
    await ask('GET /api/v1/orgs');
    const refused = await ask('GET /api/v1/orgs');

    expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
    expect(refused).toMatchObject({
      status: 429,
      type: 'application/problem+json',
      json: {
        title: 'Rate Limit Exceeded',
        detail: 'Rate limit exceeded 0/2 requests remaining. Retry in 10 seconds.',
        limit: 2,
        remaining: -1,
        secondsUntilReset: 10,
        reset: now() + 10_000,
      },
    });
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('x-ratelimit-reset')).toBe(String(now() + 10_000));
    expect(refused.headers.has('retry-after')).toBe(false);

    pass(10_000);
    expect((await ask('GET /api/v1/orgs')).status).toBe(200);
    expect((await ask('GET /api/v1/orgs')).status).toBe(429);
  });

  it('counts imports and keys in a bucket of their own, and each credential by itself', async () => {
    const { server, ask } = await start({ flavour: 'trigger', rateLimit: small });
    for (const _ of [1, 2, 3]) await ask('GET /api/v1/orgs');

    expect((await ask(`GET /api/v1/projects/proj_supportbotsample/prod`)).status).toBe(200);
    const other = server.issue.personal();
    expect((await ask('GET /api/v1/orgs', { token: other })).status).toBe(200);
  });

  it('can refuse as the agent service does', async () => {
    const { ask } = await start({ flavour: 'platos-a', rateLimit: { ...small, shape: 'retry-after' } });
    for (const _ of [1, 2]) await ask('GET /api/v1/orgs');
    const refused = await ask('GET /api/v1/orgs');

    expect(refused).toMatchObject({ status: 429, json: { code: 'rate_limit', limit: 2 } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('starts with the limits of the real server', async () => {
    const { ask } = await start({ flavour: 'trigger' });

    expect((await ask('GET /api/v1/orgs')).headers.get('x-ratelimit-limit')).toBe('750');
    expect(
      (await ask(`GET /api/v1/projects/proj_supportbotsample/prod`)).headers.get('x-ratelimit-limit'),
    ).toBe('1500');
  });
});

describe('roles and pins', () => {
  const body = { name: 'A_KEY', value: 'x' };

  it('answers 401 to a role that is too low and 403 to a pin elsewhere', async () => {
    const { server, ask } = await start({ flavour: 'platos-b' });
    const reader = server.issue.personal({ role: 'read' });
    const pinned = server.issue.personal({
      pins: { organizationId: 'org_acme', projectId: 'project_billing' },
    });

    expect((await ask(`GET ${vars}/prod`, { token: reader })).status).toBe(200);
    expect((await ask(`POST ${vars}/prod`, { token: reader, body })).status).toBe(401);
    expect(await ask(`GET ${vars}/prod`, { token: pinned })).toMatchObject({
      status: 403,
      json: { error: 'Personal access token scope does not permit this environment' },
    });
    expect((await ask('GET /api/v1/projects', { token: pinned })).json).toHaveLength(2);
  });

  it('ends after 90 days', async () => {
    const { now, pass } = clock();
    const { server, ask } = await start({ flavour: 'platos-b', now });
    const token = server.issue.personal();

    pass(89 * 24 * 60 * minute);
    expect((await ask('GET /api/v1/orgs', { token })).status).toBe(200);
    pass(24 * 60 * minute);
    expect((await ask('GET /api/v1/orgs', { token })).status).toBe(401);
  });

  it('mints a token over REST that works, and revokes it', async () => {
    const { ask } = await start({ flavour: 'platos-b' });
    const minted = await ask('POST /api/v1/user/pat', { body: { name: 'Desk', role: 'read', ttlDays: 1 } });
    const { id, token } = minted.json as { id: string; token: string };

    expect((await ask('GET /api/v1/orgs', { token })).status).toBe(200);
    expect((await ask(`POST /api/v1/user/pat/${id}/revoke`)).json).toEqual({ ok: true, id });
    expect((await ask('GET /api/v1/orgs', { token })).status).toBe(401);
  });

  it('takes each token where its era does', async () => {
    const { server, ask } = await start({ flavour: 'platos-a' });
    const token = server.issue.personal({ prefix: 'plt_pat_' });

    expect((await ask('GET /api/v1/user/pat', { token })).status).toBe(200);
    expect((await ask(`GET ${vars}/prod`, { token })).status).toBe(401);
  });

  it('holds an additional key of an environment to its scopes', async () => {
    const { server, ask } = await start({ flavour: 'trigger' });
    const token = server.issue.additionalKey('prod', ['read:envvars']);

    expect(token).toMatch(/^tr_prod_sk_/);
    expect((await ask(`GET ${vars}/prod`, { token })).status).toBe(200);
    expect((await ask(`POST ${vars}/prod`, { token, body })).status).toBe(403);
  });

  it('refuses a foreign slug to a key in Platos', async () => {
    const { server, ask } = await start({ flavour: 'platos-a' });
    const token = server.issue.rootKey('dev');

    expect((await ask(`GET ${vars}/prod`, { token })).status).toBe(400);
    expect((await ask(`GET ${vars}/dev`, { token })).status).toBe(200);
    expect((await ask('GET /api/v1/projects/proj_billingsample/envvars/dev', { token })).json).toMatchObject({
      error: expect.stringContaining('Invalid project ref for this API key.'),
    });
  });

  it('keeps from the log what was sent as a credential', async () => {
    const { server, ask } = await start({ flavour: 'trigger' });
    await ask('GET /api/v1/orgs/');

    expect(server.requests).toMatchObject([{ method: 'GET', path: '/api/v1/orgs/', credential: 'personal' }]);
    expect(JSON.stringify(server.requests)).not.toContain(server.token);
  });
});
