import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, clientOf } from './client.ts';
import type { FlavourName } from './flavour.ts';
import { type FakeServer, startServer } from './server.ts';

interface Case extends Ask {
  readonly ask: string;
  readonly status: number;
  /** Part of the body: an object is matched, a text must be in it. */
  readonly says?: object | string;
  readonly type?: string;
}

const vars = '/api/v1/projects/proj_supportbotsample/envvars';
const project = '/api/v1/projects/proj_supportbotsample';
const ok = { success: true };
const noVariable = { error: 'Environment variable not found' };
const create = (name: string, value: string) => ({ name, value });

const everywhere: readonly Case[] = [
  { ask: 'GET /api/v1/orgs', status: 200, says: [{ title: 'Acme', slug: 'acme-1a2b' }] },
  { ask: 'GET /api/v1/orgs/', status: 301 },
  { ask: 'GET /api/v1/projects', status: 200, says: [{ name: 'support-bot' }, { name: 'billing' }] },
  { ask: 'GET /api/v1/orgs/acme-1a2b/projects', status: 200 },
  { ask: `GET ${project}`, status: 200, says: { externalRef: 'proj_supportbotsample' } },
  { ask: 'GET /api/v1/projects/proj_none', status: 404, says: { error: 'Project not found' } },
  { ask: 'GET /api/v1/nothing', status: 404, type: 'text/html' },
  { ask: 'GET /nothing', status: 404, type: 'text/html' },
  { ask: `GET ${project}/branches`, status: 200, says: { branches: [{ name: 'feat/tone' }] } },
  {
    ask: 'GET /api/v1/orgs',
    token: null,
    status: 401,
    type: 'application/problem+json',
    says: { title: 'Unauthorized', error: 'No authorization header provided' },
  },
  {
    ask: 'GET /api/v1/orgs',
    token: 'tr_pat_short',
    status: 401,
    says: { error: 'Invalid or Missing Access Token' },
  },
  { ask: 'GET /api/v2/whoami', status: 200, says: { email: 'ada@acme.example' } },
  { ask: 'GET /api/v2/whoami?projectRef=proj_none', status: 200 },
  { ask: `GET ${vars}/nowhere`, status: 404, says: { error: 'Environment not found' } },
  { ask: `GET ${vars}/production`, status: 404, says: { error: 'Environment not found' } },
  { ask: `POST ${vars}/prod`, body: { name: 1 }, status: 400, says: { error: 'Invalid request body' } },
  { ask: `POST ${vars}/prod`, raw: '{', status: 500, type: 'text/plain', says: 'Unexpected Server Error' },
  { ask: `PUT ${vars}/prod/LOG_LEVEL`, raw: '{', status: 500, says: { error: 'Internal Server Error' } },
  { ask: `PUT ${vars}/prod/LOG_LEVEL`, body: {}, status: 400, says: { error: 'Invalid request body' } },
  { ask: `POST ${vars}/prod/import`, body: { variables: [] }, status: 400, says: { error: 'Invalid body' } },
  {
    ask: `POST ${vars}/prod/import`,
    body: { variables: { A: 1 } },
    status: 400,
    says: { error: 'Invalid body' },
  },
  { ask: `POST ${vars}/prod/import`, raw: new FormData(), status: 400, says: { error: 'Invalid file' } },
  { ask: `POST ${vars}/prod/bulk-delete`, body: { keys: [] }, status: 400 },
  { ask: `GET ${vars}/prod/ABSENT`, status: 404, says: noVariable },
  { ask: `PUT ${vars}/prod/ABSENT`, body: { value: 'x' }, status: 404, says: noVariable },
  { ask: `DELETE ${vars}/prod/ABSENT`, status: 404, says: noVariable },
  { ask: `PATCH ${vars}/prod/LOG_LEVEL`, status: 500, type: 'text/plain' },
  { ask: `PUT ${vars}/prod/LOG_LEVEL`, body: { value: 'error' }, status: 200, says: ok },
  { ask: `POST ${vars}/prod/LOG_LEVEL`, body: { value: 'warn' }, status: 200, says: ok },
  { ask: `POST ${vars}/staging`, body: create('MADE', 'x'), status: 200, says: ok },
  { ask: `GET ${vars}/stg/MADE`, status: 200, says: { name: 'MADE', value: 'x', isSecret: false } },
  { ask: `DELETE ${vars}/staging/MADE`, status: 200, says: ok },
];

/** What today's server and the older ones that kept its store have in common. */
const shared: readonly Case[] = [
  {
    ask: `GET ${vars}/preview`,
    headers: { 'x-trigger-branch': 'gone' },
    status: 404,
    says: { error: 'Branch not found' },
  },
  {
    ask: `POST ${vars}/prod`,
    body: create('A', '  \n'),
    status: 400,
    says: { error: 'You must set at least one valid variable.' },
  },
  {
    ask: `POST ${vars}/prod`,
    body: create(' ', 'x'),
    status: 400,
    says: { error: 'You must set at least one valid variable.' },
  },
  { ask: `POST ${vars}/prod`, body: create('TRIGGER_API_URL', 'x'), status: 400, says: 'are not allowed.' },
  { ask: `PUT ${vars}/prod/LOG_LEVEL`, body: { value: ' ' }, status: 200, says: ok },
  { ask: `PUT ${vars}/prod/STRIPE_WEBHOOK_SECRET`, body: { value: 'fake' }, status: 200, says: ok },
  { ask: `DELETE ${vars}/prod/STRIPE_WEBHOOK_SECRET`, status: 200, says: ok },
  {
    ask: `DELETE ${vars}/prod/STRIPE_WEBHOOK_SECRET`,
    status: 400,
    says: { error: 'Environment variable value not found' },
  },
  { ask: `GET ${vars}/prod/STRIPE_WEBHOOK_SECRET`, status: 404, says: noVariable },
  { ask: `GET ${vars}/prod/SENTRY_DSN`, status: 200, says: { value: '<redacted>', isSecret: true } },
  {
    ask: `POST ${vars}/prod/import`,
    body: { variables: { NEW_ONE: 'x', LOG_LEVEL: 'y' } },
    status: 400,
    says: { variableErrors: [{ key: 'LOG_LEVEL', error: 'Variable already set in Production.' }] },
  },
  { ask: `GET ${vars}/prod/NEW_ONE`, status: 404 },
  { ask: `GET ${project}/stg`, status: 400, says: { error: 'Invalid Params' } },
  {
    ask: `GET ${project}/staging`,
    status: 200,
    says: { name: 'support-bot', projectId: 'project_support-bot' },
  },
  {
    ask: `GET ${project}/prod`,
    token: 'tr_prod_bad',
    status: 401,
    says: { error: 'Invalid or Missing API key' },
  },
];

const perFlavour: Readonly<Record<FlavourName, readonly Case[]>> = {
  trigger: [
    ...shared,
    { ask: `GET ${vars}/prod`, token: 'tr_pat_short', status: 401, says: { error: 'Invalid API key' } },
    {
      ask: `GET ${vars}/prod`,
      token: 'eyJhbGciOiJub25lIn0.e30.',
      status: 401,
      says: { error: 'Invalid API key' },
    },
    { ask: `GET ${vars}`, status: 401, says: { error: 'Invalid API key' } },
    { ask: `OPTIONS ${vars}/prod`, token: null, status: 401, type: 'application/json' },
    { ask: `OPTIONS ${project}/environments`, token: null, status: 200 },
    { ask: 'GET /api/v1/queues', status: 401, says: { error: 'Invalid API key' } },
    { ask: 'GET /api/v1/whoami', status: 401 },
    {
      ask: `GET ${project}/environments`,
      status: 200,
      says: [
        { slug: 'dev' },
        { slug: 'stg' },
        { slug: 'preview', isBranchableEnvironment: true },
        { slug: 'prod' },
      ],
    },
    { ask: `GET ${project}/dev-status`, status: 200, says: { isConnected: false } },
    { ask: `POST ${vars}/prod`, body: create('has-dash and space', 'x'), status: 200, says: ok },
  ],
  'platos-a': [
    ...shared,
    {
      ask: `GET ${vars}/prod`,
      token: 'tr_pat_short',
      status: 401,
      says: { error: 'Invalid or Missing API key' },
    },
    { ask: `GET ${project}/environments`, status: 400, says: { error: 'Invalid Params' } },
    { ask: 'GET /api/v1/whoami', status: 404, type: 'text/html' },
    { ask: `POST ${vars}/prod`, body: { ...create('FLAG', 'x'), isSecret: true }, status: 200, says: ok },
    { ask: `GET ${vars}/prod/FLAG`, status: 200, says: { isSecret: false } },
    { ask: 'GET /api/v1/user/pat', status: 200, says: { tokens: [] } },
  ],
  'platos-b': [
    ...shared,
    { ask: 'POST /api/v1/authorization-code', status: 404, type: 'text/html' },
    { ask: 'POST /api/v1/user/pat', raw: '{', status: 400, says: { error: 'Invalid JSON body' } },
    { ask: 'POST /api/v1/user/pat', body: { name: ' ' }, status: 400 },
    { ask: 'POST /api/v1/user/pat', body: { name: ' Desk ', scope: { envId: 'e' } }, status: 400 },
    {
      ask: 'POST /api/v1/user/pat',
      body: { name: ' Desk ' },
      status: 201,
      says: { name: 'Desk', role: 'write' },
    },
    { ask: 'POST /api/v1/user/pat/none/revoke', status: 404 },
    { ask: 'DELETE /api/v1/user/pat', status: 405 },
  ],
  'platos-c': [
    {
      ask: `POST ${vars}/prod`,
      body: create('lower', 'x'),
      status: 400,
      says: { variableErrors: { lower: 'name_invalid' } },
    },
    {
      ask: `POST ${vars}/prod`,
      body: create('A', ''),
      status: 400,
      says: { variableErrors: { A: 'value_required' } },
    },
    {
      ask: `POST ${vars}/prod`,
      body: create('A', 'x'.repeat(8193)),
      status: 400,
      says: { variableErrors: { A: 'value_too_long' } },
    },
    { ask: `POST ${vars}/prod`, body: create(' A ', 'x'.repeat(8192)), status: 200, says: ok },
    { ask: `GET ${vars}/prod/A`, status: 200 },
    { ask: `GET ${vars}/prod/SENTRY_DSN`, status: 200, says: { value: '', isSecret: true } },
    { ask: `PUT ${vars}/prod/SENTRY_DSN`, body: { value: 'fake' }, status: 200, says: ok },
    { ask: `GET ${vars}/prod/SENTRY_DSN`, status: 200, says: { isSecret: true } },
    {
      ask: `POST ${vars}/prod`,
      body: { ...create('SENTRY_DSN', 'fake'), isSecret: true },
      status: 200,
      says: ok,
    },
    { ask: `GET ${vars}/prod/SENTRY_DSN`, status: 200, says: { value: 'fake', isSecret: false } },
    { ask: `PUT ${vars}/prod/STRIPE_WEBHOOK_SECRET`, body: { value: 'x' }, status: 404, says: noVariable },
    { ask: `DELETE ${vars}/prod/STRIPE_WEBHOOK_SECRET`, status: 404, says: noVariable },
    {
      ask: `POST ${vars}/prod/import`,
      body: { variables: { LOG_LEVEL: 'kept?', NEW_ONE: 'x' } },
      status: 200,
      says: ok,
    },
    { ask: `GET ${vars}/prod/LOG_LEVEL`, status: 200, says: { value: 'warn' } },
    { ask: `GET ${vars}/prod/NEW_ONE`, status: 200, says: { value: 'x' } },
    { ask: `GET ${project}/prod`, status: 404, type: 'text/html' },
  ],
};

for (const [flavour, cases] of Object.entries(perFlavour) as [FlavourName, readonly Case[]][]) {
  describe(flavour, () => {
    let server: FakeServer;
    beforeAll(async () => {
      server = await startServer({ flavour });
    });
    afterAll(() => server.close());

    it.each([...everywhere, ...cases].map((one) => ({ ...one, title: `${one.ask} -> ${one.status}` })))(
      '$title',
      async ({ ask, status, says, type, ...rest }) => {
        const answer = await clientOf(server)(ask, rest);

        expect({ status: answer.status, text: answer.status === status ? '' : answer.text }).toEqual({
          status,
          text: '',
        });
        if (type !== undefined) expect(answer.type).toContain(type);
        if (typeof says === 'string') expect(answer.text).toContain(says);
        else if (Array.isArray(says)) expect(answer.json).toMatchObject(says);
        else if (says !== undefined) expect(answer.json).toMatchObject(says);
      },
    );
  });
}
