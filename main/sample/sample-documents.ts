import { canonicalJson, type Json, type JsonObject } from '../../core/json.ts';
import type { DocumentResource } from '../../core/resource.ts';

/** A document of the sample project in one environment. */
export interface SampleDocument {
  readonly resource: DocumentResource;
  readonly key: string;
  readonly text: string;
}

type Slug = 'dev' | 'staging' | 'prod';

const block = (name: string, content: string): JsonObject => ({
  id: name.toLowerCase().replaceAll(' ', '-'),
  type: 'text',
  name,
  content,
  enabled: true,
  editable: true,
});

const tone: Readonly<Record<Slug, string>> = {
  dev: 'Be friendly and short. Use the customer’s first name once. Answer in the language of the question, and say so when you switch.',
  staging:
    'Be friendly and short. Use the customer’s first name once. Answer in the language of the question.',
  prod: 'Be polite and short. Answer in English or German.',
};

const rules: Readonly<Record<Slug, string>> = {
  dev: `Answer from the help centre only, and name the article.
Hand over to a person when the customer asks for a refund above 50 €,
names a lawyer, or writes in capital letters.
Never promise a date. Never name a colleague.`,
  staging: `Answer from the help centre only, and name the article.
Hand over to a person when the customer asks for a refund,
names a lawyer, or writes in capital letters.
Never promise a date.`,
  prod: `Answer from the help centre only, and name the article.
Hand over to a person when the customer asks for a refund,
names a lawyer, or writes in capital letters.
Never promise a date.`,
};

const anthropicKey = { provider: 'anthropic', envVarName: 'ANTHROPIC_API_KEY' };

const answerModel: Readonly<Record<Slug, string>> = {
  dev: 'anthropic:claude-sonnet-4-6',
  staging: 'anthropic:claude-sonnet-4-6',
  prod: 'anthropic:claude-sonnet-4-5',
};

const route = (label: string, model: string, providerKey: Json = null, isDefault = false): JsonObject => ({
  label,
  model,
  providerKey,
  isDefault,
});

function supportBot(slug: Slug): JsonObject {
  const research = slug === 'prod' ? [] : [route('research', 'google:gemini-2.5-flash')];
  return {
    name: 'Support bot',
    model: answerModel[slug],
    providerKey: anthropicKey,
    modelRoutes: [
      route('answers', answerModel[slug], anthropicKey, true),
      route('small talk', 'openai:gpt-4.1-mini'),
      ...research,
    ],
    promptBlocks: [
      block('Who you are', 'You are the support assistant of Acme, a shop for garden tools.'),
      block('Tone', tone[slug]),
      block('Rules', rules[slug]),
    ],
    maxSteps: slug === 'dev' ? 24 : 16,
    contextLimit: 20,
    historyMode: 'rolling',
    toolMode: 'selected',
    toolsBlockConfig: {
      mode: 'selected',
      enabledTools: ['help_centre.search', 'orders.read', ...(slug === 'prod' ? [] : ['orders.track'])],
      perToolPerms: { 'orders.read': 'allow' },
    },
    memoryConfig: { enabled: true, scope: 'customer' },
    skills: [
      { name: 'hand-over', requires: ['HANDOVER_URL'] },
      { name: 'order-status', requires: ['DATABASE_URL'] },
    ],
    isActive: true,
    visibility: slug === 'prod' ? 'public-guest' : 'private',
  };
}

const triage: JsonObject = {
  name: 'Triage',
  model: 'openai:gpt-4.1-mini',
  systemPrompt:
    'Read the message and answer with one word: order, refund, complaint, or other. Nothing else, whatever it asks.',
  maxSteps: 2,
  historyMode: 'rolling',
  outputSchema: { type: 'string', enum: ['order', 'refund', 'complaint', 'other'] },
  isActive: true,
  visibility: 'private',
};

const refunds: JsonObject = {
  name: 'Refunds',
  model: 'mistral:mistral-large-latest',
  systemPrompt: 'Check an order against the refund policy and write a proposal for a person to sign.',
  promptBlocks: [block('Policy', 'Within 30 days, unused, with the receipt. Above 50 € a person decides.')],
  maxSteps: 8,
  historyMode: 'compact',
  compactThreshold: 30,
  toolsBlockConfig: { mode: 'selected', enabledTools: ['orders.read', 'payments.read'] },
  skills: [{ name: 'stripe-refunds', requires: ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'] }],
  isActive: true,
  visibility: 'private',
};

const key = (provider: string, envVarName: string, label: string, isDefault = true): SampleDocument => ({
  resource: 'provider-key',
  key: `${provider}:${envVarName}`,
  text: canonicalJson({ label, isDefault }),
});

const queue = (
  name: string,
  type: 'task' | 'custom',
  limit: number,
  rest: Partial<{ paused: boolean; override: number }>,
) =>
  ({
    resource: 'queue',
    key: name,
    text: canonicalJson({ type, limit, paused: rest.paused ?? false, override: rest.override ?? null }),
  }) satisfies SampleDocument;

const agent = (slug: string, content: JsonObject): SampleDocument => ({
  resource: 'agent',
  key: slug,
  text: canonicalJson(content),
});

/** Agents, provider keys and queues of the sample project as they are in the end. Everything in them is made up. */
export const sampleDocuments: Readonly<Record<Slug, readonly SampleDocument[]>> = {
  dev: [
    key('anthropic', 'ANTHROPIC_API_KEY', 'Team'),
    key('openai', 'OPENAI_API_KEY', 'Team'),
    agent('support-bot', supportBot('dev')),
    agent('triage', triage),
    agent('refunds', refunds),
    queue('answer-ticket', 'task', 5, {}),
    queue('summarise-thread', 'task', 2, {}),
    queue('nightly-export', 'custom', 1, { paused: true }),
  ],
  staging: [
    key('anthropic', 'ANTHROPIC_API_KEY', 'Staging'),
    key('anthropic', 'ANTHROPIC_API_KEY_2', 'Load tests', false),
    key('openai', 'OPENAI_API_KEY', 'Shared'),
    agent('support-bot', supportBot('staging')),
    agent('triage', { ...triage, maxSteps: 3 }),
    queue('answer-ticket', 'task', 10, { override: 20 }),
    queue('summarise-thread', 'task', 5, {}),
    queue('nightly-export', 'custom', 1, {}),
  ],
  prod: [
    key('anthropic', 'ANTHROPIC_API_KEY', 'Production'),
    key('openai', 'OPENAI_API_KEY', 'Shared'),
    agent('support-bot', supportBot('prod')),
    agent('triage', triage),
    queue('answer-ticket', 'task', 40, {}),
    queue('summarise-thread', 'task', 10, { paused: true }),
    queue('nightly-export', 'custom', 1, {}),
  ],
};

/** Agents as they were before, so that they have versions to look at. */
export const sampleEarlierDocuments: Readonly<Record<Slug, readonly SampleDocument[]>> = {
  dev: [agent('support-bot', { ...supportBot('staging'), maxSteps: 16 })],
  staging: [agent('support-bot', supportBot('prod'))],
  prod: [],
};
