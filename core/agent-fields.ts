/** Fields of an agent that go along to another environment. Source: what the agent service takes on create. */
export const createFields = [
  'name',
  'model',
  'modelRoutes',
  'systemPrompt',
  'promptBlocks',
  'dynamicBlocks',
  'maxSteps',
  'contextLimit',
  'historyMode',
  'compactThreshold',
  'enableUserProfiling',
  'toolMode',
  'toolsBlockConfig',
  'subAgentConfig',
  'memoryConfig',
  'metaTools',
  'outputSchema',
  'extractionPolicy',
] as const;

/** The same, of what it takes on change only. */
const patchFields = ['contextMapping', 'featureFlags', 'enableThreading', 'threadingConfig'] as const;

/** What the console adds in place of ids: resolved anew in the target. */
const resolvedFields = ['providerKey', 'skills'] as const;

/** Fields that can be written on a server at all: on create, and the rest by a change. */
export const writableFields: ReadonlySet<string> = new Set([
  ...createFields,
  ...patchFields,
  ...resolvedFields,
  'isActive',
]);

/** All fields that go along. Keys of providers in them are resolved in the target. */
export const crossingFields: ReadonlySet<string> = new Set([
  ...createFields,
  ...patchFields,
  ...resolvedFields,
]);

/** Ids and what belongs to the record rather than to the agent: gone before anything else is looked at. */
export const strippedFields: readonly string[] = [
  'id',
  'organizationId',
  'projectId',
  'environmentId',
  'currentVersionId',
  'canaryVersionId',
  'canaryPercent',
  'createdAt',
  'updatedAt',
  '_count',
  'clusteringId',
  'providerKeyId',
  'slug',
];

/** Fields that an agent keeps in its own environment, with the reason. A new agent gets none of them. */
export const stayingFields: readonly { readonly field: string; readonly why: string }[] = [
  { field: 'isActive', why: 'Whether it runs is decided in each environment.' },
  { field: 'visibility', why: 'Who may reach it is decided in each environment.' },
  { field: 'mcpPermissions', why: 'Permissions are granted in each environment.' },
  { field: 'governanceConfig', why: 'Rules of governance belong to the environment.' },
  { field: 'agentRetryConfig', why: 'The server takes it neither on create nor on change.' },
];

/** What no clone carries, whatever the agent is, told on the screen. */
export const neverCloned: readonly string[] = [
  'Provider keys and their values: each environment has its own',
  'Memory, threads and runs',
  'Earlier versions, and a version on trial (canary)',
  'Visibility, permissions and governance',
  'Links to tools and agents by id: they name things of the source',
];
