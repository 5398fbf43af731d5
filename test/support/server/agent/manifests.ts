/** A provider as the agent service knows it. */
export interface Manifest {
  readonly id: string;
  readonly displayName: string;
  /** The first one is what is looked up where no key row says otherwise. */
  readonly requiredEnv: readonly [string, ...string[]];
  readonly optionalEnv: readonly string[];
  readonly models: readonly string[];
}

const manifest = (
  id: string,
  displayName: string,
  requiredEnv: Manifest['requiredEnv'],
  models: readonly string[],
  optionalEnv: readonly string[] = [],
): Manifest => ({ id, displayName, requiredEnv, optionalEnv, models: models.map((name) => `${id}:${name}`) });

export const manifests: readonly Manifest[] = [
  manifest('anthropic', 'Anthropic', ['ANTHROPIC_API_KEY'], ['claude-sonnet-4-6', 'claude-haiku-4-5']),
  manifest('openai', 'OpenAI', ['OPENAI_API_KEY'], ['gpt-4.1', 'gpt-4.1-mini'], ['OPENAI_BASE_URL']),
  manifest('google', 'Google', ['GOOGLE_GENERATIVE_AI_API_KEY'], ['gemini-2.5-flash']),
  manifest(
    'google-vertex',
    'Google Vertex',
    ['GOOGLE_VERTEX_CREDENTIALS'],
    ['gemini-2.5-pro'],
    ['GOOGLE_VERTEX_LOCATION'],
  ),
  manifest('groq', 'Groq', ['GROQ_API_KEY'], ['llama-3.3-70b']),
  manifest('mistral', 'Mistral', ['MISTRAL_API_KEY'], ['mistral-large']),
  manifest('xai', 'xAI', ['XAI_API_KEY'], ['grok-4']),
  manifest('deepseek', 'DeepSeek', ['DEEPSEEK_API_KEY'], ['deepseek-chat']),
  manifest('cerebras', 'Cerebras', ['CEREBRAS_API_KEY'], ['llama-3.3-70b']),
  manifest('perplexity', 'Perplexity', ['PERPLEXITY_API_KEY'], ['sonar']),
  manifest('together', 'Together', ['TOGETHER_API_KEY'], ['llama-3.3-70b']),
  manifest('fireworks', 'Fireworks', ['FIREWORKS_API_KEY'], ['llama-v3p3-70b']),
  manifest(
    'azure',
    'Azure OpenAI',
    ['AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_BASE_URL'],
    ['gpt-4.1'],
    ['AZURE_OPENAI_API_VERSION'],
  ),
];

export const manifestOf = (provider: string): Manifest | undefined =>
  manifests.find(({ id }) => id === provider);

/** Of `anthropic:claude-sonnet-4-6`, what stands in front. */
export const providerOfModel = (model: string): string => model.split(':')[0] ?? '';
