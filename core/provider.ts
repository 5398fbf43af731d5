/** An LLM provider and the variables by which an environment is able to use it. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  /** Variables that hold the provider's credential. */
  readonly keys: readonly string[];
  /** Variables that set it up and may well be the same everywhere. */
  readonly settings: readonly string[];
  /** What has to be set for it to run: its keys, and settings that it cannot do without. */
  readonly required: readonly string[];
  /** Beginnings of names that people write for `keys[0]`, without underscores. */
  readonly alsoCalled: readonly string[];
}

const provider = (
  id: string,
  name: string,
  keys: readonly string[],
  alsoCalled: readonly string[],
  settings: readonly string[] = [],
  needed: readonly string[] = [],
): Provider => ({ id, name, keys, settings, required: [...keys, ...needed], alsoCalled });

/**
 * The providers an agent can use, with the names of their variables.
 *
 * Source: the provider manifests of the Platos agent service.
 */
export const providers: readonly Provider[] = [
  provider('anthropic', 'Anthropic', ['ANTHROPIC_API_KEY'], ['ANTHROPIC', 'CLAUDE']),
  provider('openai', 'OpenAI', ['OPENAI_API_KEY'], ['OPENAI', 'CHATGPT'], ['OPENAI_BASE_URL']),
  provider(
    'google',
    'Google',
    ['GOOGLE_GENERATIVE_AI_API_KEY'],
    // Not plain GOOGLE: GOOGLE_API_KEY is what Maps and others use.
    ['GOOGLEGENERATIVEAI', 'GOOGLEGENAI', 'GOOGLEAI', 'GOOGLEGEMINI', 'GEMINI'],
  ),
  provider(
    'google-vertex',
    'Google Vertex',
    ['GOOGLE_VERTEX_CREDENTIALS'],
    ['GOOGLEVERTEX', 'VERTEX', 'VERTEXAI'],
    ['GOOGLE_VERTEX_LOCATION'],
  ),
  provider('groq', 'Groq', ['GROQ_API_KEY'], ['GROQ']),
  provider('mistral', 'Mistral', ['MISTRAL_API_KEY'], ['MISTRAL', 'MISTRALAI']),
  provider('xai', 'xAI', ['XAI_API_KEY'], ['XAI', 'GROK']),
  provider('deepseek', 'DeepSeek', ['DEEPSEEK_API_KEY'], ['DEEPSEEK']),
  provider('cerebras', 'Cerebras', ['CEREBRAS_API_KEY'], ['CEREBRAS']),
  provider('perplexity', 'Perplexity', ['PERPLEXITY_API_KEY'], ['PERPLEXITY', 'PERPLEXITYAI', 'PPLX']),
  provider('together', 'Together', ['TOGETHER_API_KEY'], ['TOGETHER', 'TOGETHERAI']),
  provider('fireworks', 'Fireworks', ['FIREWORKS_API_KEY'], ['FIREWORKS', 'FIREWORKSAI']),
  provider(
    'azure',
    'Azure OpenAI',
    ['AZURE_OPENAI_API_KEY'],
    ['AZUREOPENAI', 'AZUREAI'],
    ['AZURE_OPENAI_BASE_URL', 'AZURE_OPENAI_API_VERSION'],
    ['AZURE_OPENAI_BASE_URL'],
  ),
  provider('sakana', 'Sakana', ['SAKANA_API_KEY'], ['SAKANA']),
];

/** The provider of that id, such as `anthropic`; undefined for one that no manifest knows. */
export const findProviderById = (id: string): Provider | undefined => providers.find((one) => one.id === id);

const byVariable = new Map(providers.flatMap((one) => one.keys.map((key) => [key, one] as const)));
const byOtherName = new Map(providers.flatMap((one) => one.alsoCalled.map((name) => [name, one] as const)));

/** `ANTHROPIC_API_KEY_2` is a second key of what `ANTHROPIC_API_KEY` belongs to. */
const number = /_\d{1,3}$/;

/**
 * The LLM provider whose credential a variable of this name holds, numbered variants included.
 *
 * A provider's settings (base URL, location, API version) are no keys: they give `undefined`.
 */
export function findProvider(key: string): Provider | undefined {
  return byVariable.get(key) ?? byVariable.get(key.replace(number, ''));
}

/** `OPENAI_KEY`, `openai_api_token`, `CLAUDE_APIKEY_2`: what stands before is the provider. */
const keyEnding = /_?(?:(?:API|SECRET|ACCESS|AUTH)_?)*(?:KEY|TOKEN|SECRET|CREDENTIALS?)$/;

/** The variable's name that agents look up, where `key` is a near miss of it; see `suggestProviderName`. */
export function findMeantName(key: string): string | undefined {
  if (findProvider(key) !== undefined) return undefined;
  const upper = key.toUpperCase().replaceAll('-', '_');
  const suffix = number.exec(upper)?.[0] ?? '';
  const bare = upper.slice(0, upper.length - suffix.length);
  const stem = bare.replace(keyEnding, '').replaceAll('_', '');
  if (bare === stem && !providers.some((one) => one.keys.includes(bare))) return undefined;
  const name = (byOtherName.get(stem) ?? misspelled(stem))?.keys[0];
  return name === undefined ? undefined : name + suffix;
}

/** The provider meant by a name with one wrong, missing, extra or swapped letter. Short names are left alone. */
function misspelled(stem: string): Provider | undefined {
  if (stem.length < 6) return undefined;
  return providers.find((one) => one.alsoCalled.some((name) => name.length >= 6 && oneSlip(stem, name)));
}

function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}
