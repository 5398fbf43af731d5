import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../support/connected.ts';
import { perMinute } from '../../support/server/agent/limits.ts';
import { startPlatos } from '../../support/server/server.ts';
import { services } from '../../support/services.ts';
import { projectId, secretsOf } from '../workspaces/server/agent-service.ts';
import { saying } from '../workspaces/server/api.ts';

const generous = {
  userPerMinute: perMinute(100_000),
  scopePerMinute: perMinute(100_000),
  scopePerDay: perMinute(100_000),
  controlPlane: perMinute(100_000),
};

const names = [
  'a',
  'b/../c',
  '..',
  '__proto__',
  'constructor',
  '<img src=x onerror=alert(1)>',
  'x'.repeat(300),
  'a:b:c',
  '\u202eevil\u0000\n',
  '\ud800',
];
const name = fc.constantFrom(...names);
const odd = fc.oneof(name, fc.constantFrom(null, 1, -1, 1.5, 1e300, true, [], {}, [null], [1], { a: 1 }));
const fields = [
  ...['name', 'model', 'modelRoutes', 'systemPrompt', 'promptBlocks', 'dynamicBlocks', 'toolsBlockConfig'],
  ...['isActive', 'providerKeyId', 'providerKey', 'skills', 'updatedAt', 'subAgentConfig', 'metaTools'],
  ...['organizationId', 'maxSteps', '__proto__', 'constructor'],
];
const route = fc.dictionary(
  fc.constantFrom('label', 'model', 'providerKeyId', 'providerKey', 'isDefault'),
  odd,
);
const value = fc.oneof(odd, fc.array(fc.oneof(odd, route), { maxLength: 3 }));
/** Written out, since `__proto__` is a field of the text only. */
const objectText = (all: readonly (readonly [string, unknown])[]): string =>
  `{${all.map(([field, one]) => `${JSON.stringify(field)}:${JSON.stringify(one)}`).join(',')}}`;
const more = fc.array(fc.tuple(fc.constantFrom(...fields), value), { maxLength: 6 });
const agent = fc
  .tuple(name, name, more)
  .map(([id, slug, rest]) => ({ slug, text: objectText([['id', id], ['slug', slug], ...rest]) }));
const key = fc.record({
  id: name,
  provider: fc.oneof(name, fc.constant('anthropic')),
  envVarName: name,
  label: name,
  isDefault: fc.boolean(),
  updatedAt: fc.constantFrom(null, 'x', '2026-01-01T00:00:00Z', '+275760-09-13T00:00:00.001Z'),
});
const skill = fc.record({ id: name, name, requiredEnv: fc.array(name, { maxLength: 2 }) });
const provider = fc.record({ id: name, enabled: fc.boolean(), linkedAt: fc.constantFrom(null, 'x') });
const list = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 4 });
const version = fc
  .tuple(fc.constantFrom(1, 2, 1e15), fc.constantFrom('', 'x', '2026-01-01'), agent)
  .map(([number, at, { text }]) => `{"versionNumber":${number},"createdAt":"${at}","snapshot":${text}}`);

it('whatever an agent service lists, every question is answered or fails as expected', async () => {
  const server = await startPlatos({ flavour: 'platos-a', agentRateLimit: generous });
  onTestFinished(() => server.close());
  const app = await services();
  const { id, env } = await connect(app, server, { agentUrl: server.agent.url });
  await app.ask('connections.setAgentAccess', { id, projectId, ...secretsOf(server) });
  const [dev, stg] = [env('dev'), env('stg')];
  const say = (path: RegExp, body: string) =>
    server.agent.faults.add(saying(200, body), { method: 'GET', path });
  const ofAgent = (slug: string) => [
    app.reply('agents.get', { env: dev, slug }),
    app.reply('agents.checkClone', { env: stg, from: dev, slugs: [slug] }),
    app.reply('documents.versions', { env: dev, resource: 'agent', key: slug }),
    app.reply('changes.plan', { env: stg, source: { type: 'clone', from: dev, slugs: [slug] } }),
  ];
  const asked = async (slugs: readonly string[]) => {
    app.context.servers.forgetSeenAgents(id, projectId);
    return Promise.all([
      app.reply('agents.list', { env: dev }),
      app.reply('providers.list', { env: dev }),
      ...[...new Set(slugs)].flatMap(ofAgent),
    ]);
  };
  const said = fc.tuple(list(agent), list(key), list(skill), list(provider), list(version));
  const property = fc.asyncProperty(said, async ([agents, keys, skills, providers, versions]) => {
    server.agent.faults.clear();
    say(/\/versions(\?|$)/, `{"versions":[${versions.join(',')}]}`);
    say(/\/agents$/, `{"agents":[${agents.map(({ text }) => text).join(',')}]}`);
    say(/\/providers\/keys$/, JSON.stringify({ keys }));
    say(/\/providers$/, JSON.stringify({ providers }));
    say(/\/skills/, JSON.stringify({ skills }));
    const slugs = agents.map(({ slug }) => slug).filter(({ length }) => length <= 200);
    for (const reply of await asked(slugs)) expect(reply).not.toMatchObject({ error: { code: 'internal' } });
  });
  await fc.assert(property, { numRuns: 30 });
});
