import type { ZodType } from 'zod';
import type { EnvironmentRef } from '../../../core/environment.ts';
import type { AppError } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Waiting } from './api.ts';

/** An environment as the control plane lists it. */
export interface AgentEnvironment {
  readonly id: string;
  /** As the server has it: that of a branch is its own, such as `preview-feat-x`. */
  readonly slug: string;
  /** `PRODUCTION`, `STAGING`, `DEVELOPMENT`, `PREVIEW`; undefined where the server does not say. */
  readonly type: string | undefined;
  readonly branch: string | undefined;
  readonly archived: boolean;
  /** Of development environments: whose it is, as one of several of the same slug. */
  readonly memberId: string | undefined;
}

/** Of the refinement of a shape: an answer that breaks it is a part, and no part is taken for the whole. */
export const isWhole = { params: { problem: 'cut' } } as const;

export interface AgentAsk {
  /** Parts behind `/api/v1/agent`, not encoded, such as `['agents', id]`. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface AgentChange extends Omit<AgentAsk, 'query'> {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
}

/**
 * What is known of a write. `value` is the body, parsed and not looked at: nothing of it may be shown as it is.
 *
 * `refused`: it surely wrote nothing. `unknown`: it may have been written; `reason` in whole sentences.
 * `stop`: no other write would fare better.
 */
export type AgentAnswer =
  | { readonly answer: 'accepted'; readonly value: unknown }
  | { readonly answer: 'refused'; readonly status: number; readonly value: unknown }
  | { readonly answer: 'unknown'; readonly reason: string }
  | { readonly answer: 'stop'; readonly error: AppError };

/** Why a tool does not do what it is asked for: codes of the server, and in the second line the console's own. */
export const toolRefusals = [
  ...['access_denied', 'not_found', 'slug_invalid', 'slug_taken', 'production_env_protected', 'env_in_use'],
  ...['name_invalid', 'value_required', 'value_too_long', 'agent_misconfigured', 'already_exists'],
  ...['pinned_agents', 'unknown_provider_key_ids', 'queue_not_found'],
  ...['no-permission', 'blocked', 'unknown-tool', 'invalid-arguments', 'other'],
] as const;
export type ToolRefusal = (typeof toolRefusals)[number];

/** The same of a tool. `approval`: somebody has to agree on that page of the server; then it is asked with the id. */
export type ToolAnswer =
  | { readonly answer: 'done'; readonly value: unknown }
  | { readonly answer: 'refused'; readonly code: ToolRefusal; readonly value: unknown }
  | {
      readonly answer: 'approval';
      readonly approvalId: string;
      /** Unix milliseconds. */
      readonly expiresAt?: number;
      /** The address of a web page. */
      readonly page?: string;
    }
  | { readonly answer: 'unknown'; readonly reason: string }
  | { readonly answer: 'stop'; readonly error: AppError };

/**
 * The agent service of a connection, over HTTP: agents and provider keys by sessions of their environment, and the tools
 * of the control plane.
 *
 * It has an address and credentials of its own, per project. Sessions are made as needed and kept in memory only.
 */
export interface AgentService {
  /** Whether the project's credentials are known, and the server has such a service. */
  readonly opens: (projectId: string) => boolean;
  /** All of the project, archived ones too. Fails: `server`, `agent-access`, `unsupported`, `keychain`. */
  readonly environments: (projectId: string, signal?: AbortSignal) => Promise<readonly AgentEnvironment[]>;
  /**
   * A call that changes nothing, and its body in that shape.
   *
   * Fails: `server` (`gone` for what is not there, `cut` where a part came), `agent-access`, `unsupported`, `keychain`,
   * `not-found` (environment).
   */
  readonly ask: <T>(env: EnvironmentRef, call: AgentAsk, shape: ZodType<T>) => Promise<T>;
  /** A write, never sent again where it may have been done. Rejects with the signal's reason before it left. */
  readonly change: (env: EnvironmentRef, call: AgentChange) => Promise<AgentAnswer>;
  /** A tool, about the project of its token; one that lists or gets is asked again where that may help. */
  readonly tool: (
    projectId: string,
    name: string,
    args: JsonObject,
    options?: { readonly approvalId?: string; readonly signal?: AbortSignal | undefined },
  ) => Promise<ToolAnswer>;
  readonly waiting: () => Waiting;
  /** Forgets all sessions and ends what is on its way; later calls fail with `offline`. */
  readonly close: () => void;
}
