/** The servers that the console meets: today's Trigger.dev, and three eras of its fork Platos. */
export type FlavourName = 'trigger' | 'platos-a' | 'platos-b' | 'platos-c';

/** What differs between the servers, as data; routes ask here and know no era by name. */
export interface Flavour {
  readonly name: FlavourName;
  /** The prefix of the personal access tokens that routes accept. */
  readonly tokenPrefix: 'tr_pat_' | 'plt_pat_';
  /** Browser login, which mints the one `cli` token of a user. */
  readonly login: boolean;
  /** `/api/v1/user/pat`, where `plt_pat_` tokens are minted, listed and revoked. */
  readonly tokenRoutes: boolean;
  /** A token's role and pins are looked at. */
  readonly roles: boolean;
  /** `shared` keeps what Trigger.dev keeps; `own` is the store of the native tenancy database. */
  readonly store: 'shared' | 'own';
  /** What a secret's value reads as. */
  readonly redaction: '<redacted>' | '';
  /** A write may set and clear the secret flag. */
  readonly secretFlag: boolean;
  /** An environment key on a slug that is not its own: answered with its own environment, or refused. */
  readonly foreignSlug: 'served' | 'refused';
  /** Development environments may have branches, and `x-trigger-branch: default` means their root. */
  readonly devBranches: boolean;
  /** The list of a project's environments; older servers have none. */
  readonly environmentsRoute: boolean;
  /** `/api/v1/whoami` for environment keys. */
  readonly whoamiOfKey: boolean;
  /** Environments have keys, which `/api/v1/projects/REF/ENV` hands to a user. */
  readonly environmentKeys: boolean;
  /** A second listener serves agents and providers. */
  readonly agentService: boolean;
  /** Runs that an environment may have at once: overrides of queues are held below it and may be shares of it. */
  readonly environmentLimit: number | undefined;
  /** Types of the environments that a new project gets. */
  readonly newProject: readonly EnvironmentType[];
  /** What a bad credential is answered on variable and queue routes. */
  readonly badKey: string;
}

export type EnvironmentType = 'DEVELOPMENT' | 'STAGING' | 'PREVIEW' | 'PRODUCTION';

const platosA: Flavour = {
  name: 'platos-a',
  tokenPrefix: 'tr_pat_',
  login: true,
  tokenRoutes: true,
  roles: false,
  store: 'shared',
  redaction: '<redacted>',
  secretFlag: false,
  foreignSlug: 'refused',
  devBranches: false,
  environmentsRoute: false,
  whoamiOfKey: false,
  environmentKeys: true,
  agentService: true,
  environmentLimit: undefined,
  newProject: ['DEVELOPMENT', 'PRODUCTION'],
  badKey: 'Invalid or Missing API key',
};

const platosB: Flavour = {
  ...platosA,
  name: 'platos-b',
  tokenPrefix: 'plt_pat_',
  login: false,
  roles: true,
};

export const flavours: Readonly<Record<FlavourName, Flavour>> = {
  trigger: {
    name: 'trigger',
    tokenPrefix: 'tr_pat_',
    login: true,
    tokenRoutes: false,
    roles: false,
    store: 'shared',
    redaction: '<redacted>',
    secretFlag: true,
    foreignSlug: 'served',
    devBranches: true,
    environmentsRoute: true,
    whoamiOfKey: true,
    environmentKeys: true,
    agentService: false,
    environmentLimit: 100,
    newProject: ['DEVELOPMENT', 'STAGING', 'PREVIEW', 'PRODUCTION'],
    badKey: 'Invalid API key',
  },
  'platos-a': platosA,
  'platos-b': platosB,
  'platos-c': {
    ...platosB,
    name: 'platos-c',
    store: 'own',
    redaction: '',
    environmentKeys: false,
    agentService: false,
    environmentLimit: 100,
  },
};
