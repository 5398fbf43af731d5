import { expect, it, onTestFinished } from 'vitest';
import type { EnvironmentRef } from '../../../core/environment.ts';
import { connect } from '../../support/connected.ts';
import type { FlavourName } from '../../support/server/flavour.ts';
import { type FakeServer, startServer } from '../../support/server/server.ts';
import { environmentAt, put, valuesOf } from '../../support/server/world.ts';
import { confirmed, type Services, services } from '../../support/services.ts';

/** What the table in the README says of each server. */
interface Abilities {
  readonly browserLogin: boolean;
  readonly environmentKey: boolean;
  readonly agentService: boolean;
  readonly secretsCompared: boolean;
  /** What a branch shows, with a star where it may be its parent's. */
  readonly branch: string;
  /** What may be done to environments with an access token alone. */
  readonly environments: string;
  readonly leftOut: readonly string[];
  /** Secrets afterwards, of a new one, a replaced one, and a plain one turned into one. */
  readonly secrets: readonly string[];
}

const tables = {
  environmentKey: false,
  agentService: true,
  secretsCompared: true,
  branch: 'APP_NAME* FEATURE_TONE LOG_LEVEL OPENAI_API_KEY*',
  environments: 'branches edit',
  leftOut: ['EMPTY', 'PLAIN', 'lower'],
  secrets: ['SECRET'],
};
const abilities: Readonly<Record<FlavourName, Abilities>> = {
  trigger: {
    browserLogin: true,
    environmentKey: true,
    agentService: false,
    secretsCompared: true,
    branch: 'APP_NAME* FEATURE_TONE LOG_LEVEL OPENAI_API_KEY*',
    environments: 'branches edit',
    leftOut: ['EMPTY'],
    secrets: ['NEW_SECRET', 'PLAIN', 'SECRET'],
  },
  'platos-a': { ...tables, browserLogin: true },
  'platos-b': { ...tables, browserLogin: false },
  'platos-c': {
    ...tables,
    browserLogin: false,
    agentService: false,
    secretsCompared: false,
    branch: 'FEATURE_TONE LOG_LEVEL',
    leftOut: ['EMPTY', 'LONG', 'PLAIN', 'lower'],
  },
};

const names = Object.keys(abilities) as FlavourName[];
const odd = ['NEW_SECRET', 'SECRET', 'PLAIN', 'lower', 'LONG', 'EMPTY'];

/** One review of all that servers differ in. */
async function write({ ask }: Services, env: EnvironmentRef): Promise<readonly string[]> {
  const patches = [
    { key: 'NEW_SECRET', value: 'n', kind: 'secret' as const },
    { key: 'SECRET', value: 'changed' },
    { key: 'PLAIN', kind: 'secret' as const },
    { key: 'lower', value: 'x' },
    { key: 'LONG', value: 'x'.repeat(9_000) },
    { key: 'EMPTY', value: '' },
  ];
  const plan = await ask('changes.plan', { env, source: { type: 'patches', patches } });
  // A secret that would be stored as plain takes its key typed; `confirmed` types it.
  expect(plan.confirmation.keys).toEqual(plan.left.length > 1 ? ['NEW_SECRET'] : []);
  expect(await ask('changes.apply', confirmed(plan))).toMatchObject({ state: 'done' });
  return plan.left.map(({ key }) => key).sort();
}

/** Whether a project's agents can be reached, as credentials say that would do where that is possible. */
async function opensAgents(
  { reply, ask }: Services,
  there: FakeServer,
  env: EnvironmentRef,
): Promise<boolean> {
  const { workspaceId: id, projectId } = env;
  const [entity] = there.world.agent.entities;
  const controlPlane = there.agent?.issue.controlPlane('stg') ?? 'plt_mcp_none';
  const secrets = { entityId: entity?.id ?? 'none', secret: entity?.secret ?? 'none', controlPlane };
  const set = await reply('connections.setAgentAccess', { id, projectId, ...secrets });
  if (!set.ok) expect(set.error).toMatchObject({ code: 'unsupported', what: 'agent service' });
  const { workspaces } = await ask('scope.list', {});
  const capabilities = workspaces.find((one) => one.id === id)?.capabilities;
  for (const one of ['agents', 'provider-keys'] as const) expect(capabilities?.includes(one)).toBe(set.ok);
  const listed = [await reply('agents.list', { env }), await reply('providers.list', { env })];
  for (const { ok } of listed) expect(ok).toBe(set.ok);
  return set.ok;
}

async function drawn({ ask }: Services, env: EnvironmentRef): Promise<string> {
  const { rows } = await ask('variables.list', { env });
  return rows.map(({ key, inherited }) => (inherited ? `${key}*` : key)).join(' ');
}

it.each(names)('%s: can what the README says, and says why it cannot the rest', async (flavour) => {
  const there = await startServer({ flavour });
  onTestFinished(() => there.close());
  const app = await services();
  const loggedOut = async () =>
    (await app.ask('connections.add', { name: 'Other', url: there.url, allowHttp: false })).id;
  const login = await app.reply('login.start', { id: await loggedOut() });
  const byKey = { id: await loggedOut(), token: there.issue.rootKey('stg') };
  const key = await app.reply('connections.setToken', byKey);
  for (const refused of [login, key]) if (!refused.ok) expect(refused.error.code).toBe('unsupported');

  const agentUrl = there.agent?.url ?? there.url;
  const { id, env } = await connect(app, there, { agentUrl });
  const stg = environmentAt(there.world, 'stg').id;
  put(there.world, stg, 'SECRET', 'x', { secret: true });
  put(there.world, stg, 'PLAIN', 'x');
  await app.ask('connections.setCompareSecrets', { id, compareSecrets: true });
  const { rows } = await app.ask('variables.list', { env: env('stg') });
  await app.ask('variables.list', { env: env('preview') });
  const branch = await drawn(app, env('preview/feat/tone'));
  const leftOut = await write(app, env('stg'));
  const { workspaces } = await app.ask('scope.list', {});
  const capabilities = workspaces.find((one) => one.id === id)?.capabilities ?? [];
  const found: Abilities = {
    browserLogin: login.ok,
    environmentKey: key.ok,
    agentService: await opensAgents(app, there, env('stg')),
    secretsCompared: rows.find((one) => one.key === 'SECRET')?.fingerprint !== undefined,
    branch,
    environments: capabilities
      .flatMap((one) => /^environments\.(.+)/.exec(one)?.[1] ?? [])
      .sort()
      .join(' '),
    leftOut,
    secrets: [...valuesOf(there.world, stg)]
      .filter(([name, { secret }]) => secret && odd.includes(name))
      .map(([name]) => name)
      .sort(),
  };
  expect(found).toEqual(abilities[flavour]);
});
