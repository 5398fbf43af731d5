import { z } from 'zod';
import { type AppError, type EnvironmentRefusal, Failure } from '../../../../core/errors.ts';
import type { AgentService, ToolRefusal } from '../agent-service.ts';
import type { ServerParts } from '../workspace.ts';
import { type Approvals, pageOf, type ToolCall } from './approvals.ts';

/** What making and archiving environments on a server works on. */
export interface ToolDesk {
  readonly parts: Pick<ServerParts, 'connection' | 'changed'>;
  readonly agents: AgentService;
  readonly approvals: Approvals;
  /** Aborted once the workspace is closed. */
  readonly signal: AbortSignal;
}

/** `done` with what the tool says, or `unknown`: no answer came, and only reading can tell. */
export type ToolOutcome = { readonly done: true; readonly value: unknown } | { readonly done: false };

/**
 * Call a tool that changes an environment, under the approval that it was given where one was asked before.
 *
 * Fails: `approval-needed` (kept, and known by the same call later), `environment-refused`, `already-exists`, and as
 * whatever stopped it.
 */
export async function runTool(desk: ToolDesk, call: ToolCall): Promise<ToolOutcome> {
  const { parts, agents, approvals, signal } = desk;
  const { env, tool, args, subject } = call;
  const approvalId = approvals.idOf(call);
  const given = approvalId === undefined ? { signal } : { signal, approvalId };
  const answer = await agents.tool(env.projectId, tool, args, given);
  switch (answer.answer) {
    case 'done':
      approvals.drop(call);
      return { done: true, value: answer.value };
    case 'unknown':
      return { done: false };
    case 'approval': {
      approvals.keep(call, answer);
      parts.changed(undefined);
      const host = pageOf(answer.page, parts.connection())?.host;
      const on = host === undefined ? {} : { host };
      throw new Failure({ code: 'approval-needed', action: subject.action, name: env.slug, ...on });
    }
    case 'refused':
      approvals.drop(call);
      parts.changed(undefined);
      throw new Failure(refusalOf(call, answer.code, answer.value));
    default:
      throw new Failure(answer.error);
  }
}

const reasons: Partial<Readonly<Record<ToolRefusal, EnvironmentRefusal>>> = {
  slug_invalid: 'slug-invalid',
  access_denied: 'not-admin',
  'no-permission': 'no-permission',
  'unknown-tool': 'no-permission',
  blocked: 'denied',
  production_env_protected: 'production',
};

const InUse = z.object({
  reason: z.enum(['active_agents', 'active_threads']),
  count: z.number().int().min(1).optional().catch(undefined),
});

/** The server's refusal in the console's own terms: nothing of its text is taken over but a count. */
function refusalOf({ env, subject: { action } }: ToolCall, code: ToolRefusal, value: unknown): AppError {
  const { slug: name } = env;
  if (code === 'slug_taken') return { code: 'already-exists', what: 'environment', name };
  if (code === 'not_found') return { code: 'not-found', what: 'environment', name };
  const refused = { code: 'environment-refused', action, name } as const;
  if (code !== 'env_in_use') return { ...refused, why: reasons[code] ?? 'other' };
  const { data } = InUse.safeParse(value);
  if (data === undefined) return { ...refused, why: 'in-use' };
  const why = data.reason === 'active_agents' ? 'agents-active' : 'threads-open';
  return data.count === undefined ? { ...refused, why } : { ...refused, why, count: data.count };
}
