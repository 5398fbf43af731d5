import { z } from 'zod';

const object = z.record(z.string(), z.unknown());
const route = z.object({
  label: z.string(),
  model: z.string(),
  providerKeyId: z.string().nullable().default(null),
  isDefault: z.boolean().default(false),
});

/** What a version of an agent holds, and a change may change. */
const configShape = z.object({
  name: z.string().min(1),
  model: z.string().min(1),
  modelRoutes: z.array(route),
  systemPrompt: z.string().nullable(),
  promptBlocks: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      name: z.string(),
      content: z.string(),
      enabled: z.boolean(),
      editable: z.boolean(),
      order: z.number(),
    }),
  ),
  dynamicBlocks: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      defaultContent: z.string(),
      description: z.string().optional(),
      order: z.number().optional(),
    }),
  ),
  maxSteps: z.number(),
  contextLimit: z.number(),
  historyMode: z.enum(['rolling', 'compact']),
  compactThreshold: z.number(),
  enableUserProfiling: z.boolean(),
  toolMode: z.string(),
  toolsBlockConfig: object.nullable(),
  subAgentConfig: object.nullable(),
  memoryConfig: object.nullable(),
  metaTools: z.unknown(),
  outputSchema: object.nullable(),
  extractionPolicy: object.nullable(),
  providerKeyId: z.string().nullable(),
  contextMapping: object.nullable(),
  featureFlags: z.record(z.string(), z.boolean()),
  enableThreading: z.boolean(),
  threadingConfig: object.nullable(),
  clusteringId: z.string().nullable(),
  isActive: z.boolean(),
});

export type AgentConfig = z.infer<typeof configShape>;

/** Some fields of it, as a body brings them. */
export type SentConfig = { readonly [K in keyof AgentConfig]?: AgentConfig[K] | undefined };

/** What a new agent has where its maker says nothing; name and model have to be said. */
export const defaultConfig: Omit<AgentConfig, 'name' | 'model'> = {
  modelRoutes: [],
  systemPrompt: null,
  promptBlocks: [],
  dynamicBlocks: [],
  maxSteps: 20,
  contextLimit: 20,
  historyMode: 'rolling',
  compactThreshold: 40,
  enableUserProfiling: false,
  toolMode: 'all',
  toolsBlockConfig: null,
  subAgentConfig: null,
  memoryConfig: null,
  metaTools: null,
  outputSchema: null,
  extractionPolicy: null,
  providerKeyId: null,
  contextMapping: null,
  featureFlags: {},
  enableThreading: false,
  threadingConfig: null,
  clusteringId: null,
  isActive: true,
};

/** Every other field of a body is dropped without a word, in both of them. */
export const createBody = configShape
  .omit({
    providerKeyId: true,
    contextMapping: true,
    featureFlags: true,
    enableThreading: true,
    threadingConfig: true,
    clusteringId: true,
    isActive: true,
  })
  .partial()
  .extend({ name: z.string().min(1), model: z.string().min(1), slug: z.string().optional() });

export const changeBody = configShape.partial().extend({ versionNote: z.string().optional() });

export const routesBody = z.array(route).max(32);

const fields = Object.keys(configShape.shape) as (keyof AgentConfig)[];

/** The configuration within something larger, as a copy of its own. */
export const configOf = (from: AgentConfig): AgentConfig => configShape.parse(structuredClone(from));

/** The fields of a body that were sent. */
export const sentOf = (body: SentConfig): Partial<AgentConfig> =>
  Object.fromEntries(fields.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])));
