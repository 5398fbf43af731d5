import { z } from 'zod';
import { Failure } from '../../../../core/errors.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { ToolAnswer } from '../agent-service.ts';
import { isGood, type Reply, replyOf } from '../http/answers.ts';
import { digestOf } from '../http/requests.ts';
import { silenceText } from '../http/silence.ts';
import { errorOf } from './agent-answer.ts';
import { type AgentParts, accessFailure } from './agent-parts.ts';
import type { AgentCall } from './agent-requests.ts';
import { knownRefusal, refusalOf } from './tool-refusal.ts';

export interface ToolCall {
  readonly name: string;
  readonly args: JsonObject;
  readonly approvalId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One that changes nothing is asked again where that may help. */
const onlyReads = /[._](?:list|get|whoami)(?:_[a-z_]+)?$/;

/** Calls a tool of the control plane. Rejects with the signal's reason where it did not leave. */
export async function callTool(parts: AgentParts, token: string, call: ToolCall): Promise<ToolAnswer> {
  const request = requestOf(token, call);
  try {
    if (onlyReads.test(call.name)) return answerOf(parts, await parts.exchanges.ask(request));
    return await changed(parts, request);
  } catch (error) {
    if (error instanceof Failure) return { answer: 'stop', error: error.detail };
    throw error;
  }
}

async function changed(parts: AgentParts, request: AgentCall): Promise<ToolAnswer> {
  const { exchanges } = parts;
  const outcome = await exchanges.change(request);
  if ('problem' in outcome)
    return outcome.left
      ? { answer: 'unknown', reason: silenceText(outcome.problem) }
      : { answer: 'stop', error: exchanges.failure(outcome.problem).detail };
  const { status } = outcome.answer;
  if (status >= 500 || status === 408)
    return { answer: 'unknown', reason: `The server failed (HTTP ${status}).` };
  return answerOf(parts, replyOf(outcome.answer));
}

const requestOf = (token: string, { name, args, approvalId, signal }: ToolCall): AgentCall => ({
  method: 'POST',
  path: ['mcp', 'platform'],
  headers: {
    authorization: `Bearer ${token}`,
    'mcp-protocol-version': '2025-06-18',
    ...(approvalId === undefined ? {} : { 'x-platos-approval-id': approvalId }),
  },
  body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } },
  counted: ['tools', digestOf(token)],
  signal,
});

const Rpc = z.union([
  z.object({ error: z.object({ code: z.number(), data: z.unknown().optional() }) }),
  z.object({
    result: z.object({
      content: z.tuple([z.object({ type: z.literal('text'), text: z.string() })], z.unknown()),
      isError: z.boolean().optional(),
    }),
  }),
]);

function answerOf(parts: AgentParts, reply: Reply): ToolAnswer {
  if (reply.status === 401)
    return { answer: 'stop', error: accessFailure(parts, 'control-plane-refused').detail };
  if (isGood(reply) && reply.body === undefined) return strange;
  const error = errorOf(parts.exchanges.failure, reply);
  if (error !== undefined) return { answer: 'stop', error };
  const rpc = Rpc.safeParse(reply.body);
  if (!rpc.success) return strange;
  if ('error' in rpc.data) return refusalOf(parts, rpc.data.error);
  const { content, isError } = rpc.data.result;
  const value = parsed(content[0].text);
  if (value === undefined) return strange;
  const code = ErrorInside.safeParse(value);
  if (code.success) return { answer: 'refused', code: code.data.error, value };
  return isError === true ? { answer: 'refused', code: 'other', value } : { answer: 'done', value };
}

const strange: ToolAnswer = { answer: 'unknown', reason: silenceText('not-a-server') };

/** What the server says is told by its code alone, where that is a known one. */
const ErrorInside = z.object({ error: z.union([z.string(), z.looseObject({})]).transform(knownRefusal) });

/** What it throws would quote the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
