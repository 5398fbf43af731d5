/**
 * Every failure that is expected to happen, as data.
 *
 * Carries no value of a variable and no credential: keys, slugs, paths, counts and reasons only.
 * `message` texts are made where they are shown, from the code and these fields.
 */
export type AppError =
  | { readonly code: 'invalid-input'; readonly issues: readonly InputIssue[] }
  | { readonly code: 'not-found'; readonly what: Thing; readonly name: string }
  | { readonly code: 'already-exists'; readonly what: Thing; readonly name: string }
  | { readonly code: 'locked' }
  | { readonly code: 'not-ready' }
  | { readonly code: 'rate-limited'; readonly retryAfterMs: number }
  | { readonly code: 'plan-gone' }
  | { readonly code: 'confirmation-wrong'; readonly expected: string }
  | { readonly code: 'drift'; readonly planId: string; readonly keys: readonly string[] }
  | { readonly code: 'refused'; readonly reason: RefusalReason; readonly keys: readonly string[] }
  | { readonly code: 'incomplete'; readonly what: Thing; readonly name: string }
  | { readonly code: 'file'; readonly reason: FileProblem; readonly name: string; readonly limit?: number }
  | { readonly code: 'store'; readonly problem: StoreProblem; readonly path?: string }
  | { readonly code: 'keychain'; readonly problem: KeychainProblem }
  | { readonly code: 'passphrase-wrong' }
  | {
      readonly code: 'server';
      readonly problem: ServerProblem;
      /** The connection's name. */
      readonly server: string;
      /** Of the answer, where there was one. */
      readonly status?: number;
    }
  | { readonly code: 'token-refused'; readonly why: RefusedToken }
  | {
      readonly code: 'agent-access';
      readonly why: AgentAccessProblem;
      /** The connection's name. */
      readonly server: string;
    }
  | { readonly code: 'unsupported'; readonly what: string; readonly why: string }
  | {
      readonly code: 'approval-needed';
      readonly action: EnvironmentAction;
      /** Slug of the environment. */
      readonly name: string;
      /** Of the page on which it is given, where the server named one. */
      readonly host?: string;
    }
  | {
      readonly code: 'environment-refused';
      readonly action: EnvironmentAction;
      readonly why: EnvironmentRefusal;
      /** Slug of the environment. */
      readonly name: string;
      /** Of what is in it, with `agents-active` and `threads-open`. */
      readonly count?: number;
    }
  | { readonly code: 'internal'; readonly incident: string };

export type Thing =
  | 'workspace'
  | 'connection'
  | 'login'
  | 'organization'
  | 'project'
  | 'environment'
  | 'variable'
  | 'agent'
  | 'provider-key'
  | 'queue'
  | 'draft'
  | 'change-set'
  | 'rename'
  | 'approval'
  | 'import'
  | 'version'
  | 'file';

/** What a server does to a whole environment. */
export type EnvironmentAction = 'create' | 'archive';

/**
 * Why a server did not make or archive an environment. Nothing was changed, but for `no-answer`.
 *
 * - `slug-archived`: an archived environment holds the slug. `slug-alias`: the server takes it for another one's.
 * - `not-admin`: the token's user is none of the organization's admins. `no-permission`: the token does not allow the tool.
 * - `production`: it is protected. `agents-active`, `threads-open`, `in-use`: something in it is at work.
 * - `several-members`: each member has one of that slug, and the server does not tell which is whose.
 * - `denied`: the approval was. `no-answer`: it may still be done, though it does not show yet.
 */
export const environmentRefusals = [
  'slug-archived',
  'slug-alias',
  'slug-invalid',
  'not-admin',
  'no-permission',
  'production',
  'agents-active',
  'threads-open',
  'in-use',
  'several-members',
  'denied',
  'no-answer',
  'other',
] as const;
export type EnvironmentRefusal = (typeof environmentRefusals)[number];

export interface InputIssue {
  /** Dotted path of the field, never its content. */
  readonly path: string;
  readonly reason: string;
}

/** Why a write is not carried out although the input is well formed. */
export type RefusalReason =
  | 'read-only-environment'
  | 'archived-environment'
  | 'environment-gone'
  | 'hidden-value'
  | 'dangerous-in-production'
  | 'reserved-key'
  | 'placeholder-of-a-hidden-value'
  | 'copy-differs'
  | 'nothing-to-do';

export type FileProblem =
  | 'too-large'
  | 'not-a-regular-file'
  | 'not-text'
  | 'no-certificate'
  | 'unreadable'
  | 'exists'
  | 'not-writable'
  | 'no-space'
  | 'missing';

/** Each has its own screen with a way out. */
export type StoreProblem =
  | 'wrong-key'
  | 'key-missing'
  | 'damaged'
  | 'newer-schema'
  | 'read-only'
  | 'no-space'
  | 'in-use';

/** `unavailable` (no service), `locked` and `timeout` are never taken for "no key stored". */
export type KeychainProblem = 'unavailable' | 'locked' | 'timeout' | 'denied';

/**
 * Why a server did not do what was asked. What it says itself is never passed on: it may quote a value.
 *
 * - `offline`: the person told the console to stay offline.
 * - `unreachable`, `timeout`, `tls`: no answer, none in time, a certificate that is not trusted.
 * - `insecure`: http:// to another machine, not confirmed.
 * - `not-a-server`: an answer that is not this API's, such as a web page. `redirected`: one that points elsewhere.
 * - `too-large`: an answer above the limit. `cut`: one that ended early.
 * - `no-credential`, `unauthorized`, `forbidden`: no token here, not (or no longer) valid, not allowed this.
 * - `agent-access`: the agent service refuses the credentials of the project; which of them, the failure itself says.
 * - `gone`: the project or environment is not there. `busy`: rate-limited for longer than the console waits.
 * - `shrank`: a list that is suddenly much shorter and was not believed yet. `error`: an error inside the server.
 */
export const serverProblems = [
  'offline',
  'unreachable',
  'timeout',
  'tls',
  'insecure',
  'not-a-server',
  'redirected',
  'too-large',
  'cut',
  'no-credential',
  'unauthorized',
  'forbidden',
  'agent-access',
  'gone',
  'busy',
  'shrank',
  'error',
] as const;
export type ServerProblem = (typeof serverProblems)[number];

/** What a token is that cannot be a connection's, told by its prefix alone: nothing was sent. */
export type RefusedToken = 'control-plane' | 'session' | 'unknown';

/**
 * What is wrong with the credentials of a project at the agent service.
 *
 * - `entity-malformed`, `secret-malformed`, `control-plane-malformed`: told by how it is written, nothing was sent.
 * - `control-plane-refused`, `secret-refused`: not, or no longer, accepted. `entity-unknown`: not registered there.
 * - `session-refused`: the service does not accept a session that it made.
 * - `other-project`: the control-plane token is of another project.
 * - `missing`: they are not where credentials are kept.
 */
export const agentAccessProblems = [
  'entity-malformed',
  'secret-malformed',
  'control-plane-malformed',
  'control-plane-refused',
  'secret-refused',
  'entity-unknown',
  'session-refused',
  'other-project',
  'missing',
] as const;
export type AgentAccessProblem = (typeof agentAccessProblems)[number];

/** How an expected failure travels inside main; the door turns it into a reply. */
export class Failure extends Error {
  readonly detail: AppError;
  constructor(detail: AppError) {
    super(detail.code);
    this.name = 'Failure';
    this.detail = detail;
  }
}

/** Throws an expected failure; where a value is wanted. */
export const fail = (detail: AppError): never => {
  throw new Failure(detail);
};

/** Fails to compile where a union is not handled completely. */
export const assertNever = (value: never): never => {
  throw new Error(`unhandled variant of type ${typeof value}`);
};
