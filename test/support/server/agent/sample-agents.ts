import { type AgentConfig, defaultConfig } from './agent-config.ts';
import type { ProviderKey } from './agent-world.ts';

interface AgentSample {
  readonly slug: string;
  /** Slug of its environment. */
  readonly at: string;
  readonly config: AgentConfig;
  /** Labels of the keys that its routes are pinned to, in their order. */
  readonly keys: readonly string[];
  /** One version each. */
  readonly prompts: readonly string[];
  /** Slug of the agent beside it that it may ask. */
  readonly link?: string;
}

const block = (order: number, name: string, content: string) => ({
  id: `block_${name.toLowerCase()}`,
  type: 'text',
  name,
  content,
  enabled: true,
  editable: true,
  order,
});

const triage: AgentConfig = {
  ...defaultConfig,
  name: 'Triage',
  model: 'anthropic:claude-sonnet-4-6',
  modelRoutes: [
    { label: 'answers', model: 'anthropic:claude-sonnet-4-6', providerKeyId: null, isDefault: true },
    { label: 'titles', model: 'openai:gpt-4.1-mini', providerKeyId: null, isDefault: false },
  ],
  promptBlocks: [
    block(1, 'Tone', 'Friendly and short. No exclamation marks.'),
    block(2, 'Handover', 'Hand over to a person when a refund is asked for.'),
    block(3, 'Sources', 'Answer from the help centre and name the article.'),
  ],
  dynamicBlocks: [{ key: 'customer', name: 'Customer', defaultContent: 'unknown' }],
  maxSteps: 12,
  memoryConfig: { enabled: true, scope: 'user' },
  contextMapping: { customer: 'context.customer.name' },
  featureFlags: { streaming: true },
};

const refunds: AgentConfig = {
  ...defaultConfig,
  name: 'Refund helper',
  model: 'openai:gpt-4.1',
  modelRoutes: [{ label: 'answers', model: 'openai:gpt-4.1', providerKeyId: null, isDefault: true }],
  maxSteps: 6,
};

const notes: AgentConfig = {
  ...defaultConfig,
  name: 'Release notes',
  model: 'google:gemini-2.5-flash',
  historyMode: 'compact',
};

const olderTriage: AgentConfig = {
  ...triage,
  promptBlocks: triage.promptBlocks.slice(0, 2),
  maxSteps: 20,
};

const prompt = (words: string): string => `You are the support assistant of Acme.\n${words}`;

/** Development is ahead of staging, and staging of production. */
export const agentSamples: readonly AgentSample[] = [
  {
    slug: 'triage',
    at: 'dev',
    config: triage,
    keys: ['Anthropic dev', 'OpenAI dev'],
    prompts: [prompt('Sort requests by topic.'), prompt('Sort requests by topic and by urgency.')],
    link: 'refund-helper',
  },
  {
    slug: 'refund-helper',
    at: 'dev',
    config: refunds,
    keys: ['OpenAI dev'],
    prompts: [prompt('Explain refunds.')],
  },
  { slug: 'release-notes', at: 'dev', config: notes, keys: [], prompts: [prompt('Write release notes.')] },
  {
    slug: 'triage',
    at: 'stg',
    config: { ...triage, maxSteps: 20 },
    keys: ['Anthropic staging'],
    prompts: [prompt('Sort requests by topic.')],
  },
  {
    slug: 'triage',
    at: 'prod',
    config: olderTriage,
    keys: ['Anthropic production', 'OpenAI production'],
    prompts: [prompt('Sort requests.')],
  },
];

type KeySample = Pick<ProviderKey, 'provider' | 'label' | 'envVarName' | 'isDefault'> & {
  readonly slug: string;
};

const key = (
  slug: string,
  provider: string,
  label: string,
  envVarName: string,
  isDefault = true,
): KeySample => ({
  slug,
  provider,
  label,
  envVarName,
  isDefault,
});

/** Staging has none for OpenAI, and one in production points at a variable that is not set. */
export const keySamples: readonly KeySample[] = [
  key('dev', 'anthropic', 'Anthropic dev', 'ANTHROPIC_API_KEY'),
  key('dev', 'openai', 'OpenAI dev', 'OPENAI_API_KEY'),
  key('stg', 'anthropic', 'Anthropic staging', 'ANTHROPIC_API_KEY'),
  key('prod', 'anthropic', 'Anthropic production', 'ANTHROPIC_API_KEY'),
  key('prod', 'anthropic', 'Overflow', 'ANTHROPIC_API_KEY_2', false),
  key('prod', 'openai', 'OpenAI production', 'OPENAI_API_KEY'),
];

/** The same in every environment, where not every one has the variables for them. */
export const skillSamples = [
  {
    name: 'translate',
    description: 'Answers in the language of the question',
    requiredEnv: [],
    agents: [
      { at: 'dev', slug: 'triage' },
      { at: 'stg', slug: 'triage' },
      { at: 'prod', slug: 'triage' },
    ],
  },
  {
    name: 'describe-picture',
    description: 'Looks at pictures that customers send',
    requiredEnv: ['GOOGLE_GENERATIVE_AI_API_KEY'],
    agents: [{ at: 'dev', slug: 'triage' }],
  },
] as const;
