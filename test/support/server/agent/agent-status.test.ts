import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlatosServer, startPlatos, startServer } from '../server.ts';
import { agentClient } from './agent-client.ts';
import { perMinute } from './limits.ts';

interface Case {
  readonly ask: string;
  readonly body?: unknown;
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  /** Part of the body. */
  readonly says?: object;
}

const agents = '/api/v1/agent/agents';
const providers = '/api/v1/agent/providers';
const skills = '/api/v1/agent/skills';
const noAgent = { error: 'Agent not found', status: 404 };
const fallen = { statusCode: 500, message: 'Internal server error' };
const newKey = { provider: 'openai', label: 'Second', envVarName: 'OPENAI_API_KEY_2' };

/** In the order in which they are asked, all about development. */
const cases: readonly Case[] = [
  { ask: `GET ${agents}`, status: 200, says: { total: 3, agents: [{ slug: 'triage' }, {}, {}] } },
  { ask: `GET ${agents}/`, status: 200, says: { total: 3 } },
  {
    ask: `GET ${agents}/agent_dev_triage`,
    status: 200,
    says: { slug: 'triage', visibility: 'private', _count: { threads: 0 } },
  },
  { ask: `GET ${agents}/agent_none`, status: 200, says: noAgent },
  { ask: `GET ${agents}/agent_prod_triage`, status: 200, says: noAgent },
  { ask: `PATCH ${agents}/agent_none`, body: { name: 'x' }, status: 500, says: fallen },
  { ask: `DELETE ${agents}/agent_none`, status: 200, says: { deleted: false } },
  { ask: `POST ${agents}`, body: { name: 'x' }, status: 400, says: { error: 'Bad Request' } },
  { ask: `POST ${agents}`, raw: '{', status: 400, says: { statusCode: 400 } },
  {
    ask: `POST ${agents}`,
    body: { name: 'New one!', model: 'none:at-all' },
    status: 201,
    says: { slug: 'new-one', maxSteps: 20, historyMode: 'rolling', modelRoutes: [], isActive: true },
  },
  { ask: `GET ${agents}/agent_none/versions`, status: 200, says: noAgent },
  {
    ask: `GET ${agents}/agent_dev_triage/versions?take=1`,
    status: 200,
    says: {
      pageSize: 1,
      nextCursor: 'version_dev_triage_2',
      versions: [{ versionNumber: 2, isCurrent: true }],
    },
  },
  {
    ask: `GET ${agents}/agent_dev_triage/versions?cursor=version_dev_triage_2`,
    status: 200,
    says: { nextCursor: null, versions: [{ versionNumber: 1, note: 'Initial version', isCurrent: false }] },
  },
  {
    ask: `GET ${agents}/agent_dev_triage/versions/version_none`,
    status: 200,
    says: { error: 'Version not found', status: 404 },
  },
  {
    ask: `PATCH ${agents}/agent_dev_triage/canary`,
    body: { canaryVersionId: 'version_dev_triage_1', canaryPercent: 10 },
    status: 200,
    says: { canaryPercent: 10, currentVersionId: 'version_dev_triage_2' },
  },
  { ask: `GET ${agents}/agent_dev_triage/canary/metrics`, status: 200, says: { canaryPercent: 10 } },
  {
    ask: `POST ${agents}/agent_dev_triage/canary/promote`,
    status: 201,
    says: { currentVersionId: 'version_dev_triage_1', canaryVersionId: null },
  },
  { ask: `POST ${agents}/agent_dev_triage/canary/promote`, status: 200, says: { status: 400 } },
  {
    ask: `PATCH ${agents}/agent_dev_triage/feature-flags`,
    body: { voice: true },
    status: 200,
    says: { featureFlags: { streaming: true, voice: true } },
  },
  { ask: `DELETE ${agents}/agent_dev_release-notes`, status: 200, says: { deleted: true } },
  { ask: `GET ${agents}/agent_dev_release-notes`, status: 200, says: noAgent },
  { ask: `GET ${agents}/a/b/c`, status: 404, says: { message: `Cannot GET ${agents}/a/b/c` } },
  { ask: `PUT ${agents}`, status: 404, says: { error: 'Not Found' } },
  { ask: `GET ${providers}/openai/health`, status: 200, says: { status: 'healthy' } },
  { ask: `GET ${providers}/xai/health`, status: 200, says: { status: 'not_configured' } },
  { ask: `GET ${providers}/nobody/health`, status: 500, says: fallen },
  { ask: `POST ${providers}/nobody/link`, status: 500, says: fallen },
  { ask: `PATCH ${providers}/nobody`, body: { enabled: true }, status: 500, says: fallen },
  { ask: `PATCH ${providers}/openai`, body: {}, status: 400 },
  { ask: `PATCH ${providers}/openai`, body: { enabled: false }, status: 200, says: { enabled: false } },
  { ask: `DELETE ${providers}/openai/link`, status: 200, says: { unlinked: true } },
  { ask: `POST ${providers}/xai/link`, status: 201, says: { provider: 'xai', enabled: true } },
  { ask: `POST ${providers}/keys`, body: { provider: 'openai' }, status: 400 },
  { ask: `POST ${providers}/keys`, body: newKey, status: 201, says: { key: { label: 'Second' } } },
  { ask: `POST ${providers}/keys`, body: { ...newKey, label: 'Third' }, status: 500, says: fallen },
  {
    ask: `POST ${providers}/keys`,
    body: { provider: 'nobody', label: 'x', envVarName: 'not a name' },
    status: 201,
    says: { key: { envVarName: 'not a name', isDefault: false } },
  },
  { ask: `PATCH ${providers}/keys/none`, body: { label: 'x' }, status: 404, says: { statusCode: 404 } },
  { ask: `DELETE ${providers}/keys/none`, status: 404, says: { message: 'Key not found' } },
  {
    ask: `DELETE ${providers}/keys/pkey_dev_openai-dev`,
    status: 409,
    says: { message: 'Key is pinned by 1 agent' },
  },
  { ask: `DELETE ${providers}/keys/pkey_prod_overflow`, status: 404 },
  { ask: `GET ${skills}/agent/agent_dev_triage`, status: 200, says: { skills: [{}, {}] } },
  { ask: `POST ${skills}`, body: { name: 'x', requiredEnv: ['ABSENT'] }, status: 201 },
  { ask: `POST ${skills}/agent/agent_dev_triage/none`, status: 404, says: { message: 'Skill not found' } },
  { ask: `POST ${skills}/agent/none/skill_dev_translate`, status: 200, says: noAgent },
  {
    ask: `DELETE ${skills}/agent/agent_dev_triage/skill_dev_translate`,
    status: 200,
    says: { removed: true },
  },
];

describe.each(['platos-a', 'platos-b'] as const)('the agent service of %s', (flavour) => {
  let server: PlatosServer;
  beforeAll(async () => {
    const much = perMinute(1000);
    server = await startPlatos({ flavour, agentRateLimit: { userPerMinute: much, scopePerMinute: much } });
  });
  afterAll(() => server.close());

  it.each(cases.map((one) => ({ ...one, title: `${one.ask} -> ${one.status}` })))(
    '$title',
    async ({ ask, status, says, body, raw, headers }) => {
      const sent = {
        body,
        ...(raw === undefined ? {} : { raw }),
        ...(headers === undefined ? {} : { headers }),
      };
      const answer = await agentClient(server, 'dev')(ask, sent);

      expect({ status: answer.status, text: answer.status === status ? '' : answer.text }).toEqual({
        status,
        text: '',
      });
      if (says !== undefined) expect(answer.json).toMatchObject(says);
    },
  );

  it('refuses a skill whose variables are missing in the environment', async () => {
    const ask = agentClient(server, 'prod');

    expect(await ask(`POST ${skills}/agent/agent_prod_triage/skill_prod_describe-picture`)).toMatchObject({
      status: 412,
      json: { reason: 'missing_env', details: { missing: ['GOOGLE_GENERATIVE_AI_API_KEY'] } },
    });
  });

  it('is absent beside servers of other flavours', async () => {
    for (const flavour of ['trigger', 'platos-c'] as const) {
      const other = await startServer({ flavour });
      expect(other.agent).toBeUndefined();
      await other.close();
    }
  });
});
