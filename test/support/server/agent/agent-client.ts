import { type Answered, type Ask, clientOf } from '../client.ts';
import type { PlatosServer } from '../server.ts';

/** Plain requests to the agent service with a session for an environment: `ask('GET /api/v1/agent/agents')`. */
export function agentClient(
  { agent }: PlatosServer,
  slug: string,
  session = agent.issue.session(slug),
): (line: string, ask?: Omit<Ask, 'token'>) => Promise<Answered> {
  const ask = clientOf({ url: agent.url, token: '' });
  return (line, { headers, ...rest } = {}) =>
    ask(line, { ...rest, token: null, headers: { 'x-platos-session-token': session, ...headers } });
}

/** What a call of a tool came to. */
export interface ToolAnswer {
  /** The object in the text of a success, a refusal included. */
  readonly result?: unknown;
  /** Of JSON-RPC. */
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
  readonly headers: Headers;
}

/** Calls tools with a control-plane token: `call('environments.list')`. */
export function toolClient({ agent }: PlatosServer, token: string) {
  const ask = clientOf({ url: agent.url, token });
  return async (name: string, args: object = {}, headers: Ask['headers'] = {}): Promise<ToolAnswer> => {
    const params = { name, arguments: args };
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
    const { json, headers: sent } = await ask('POST /mcp/platform', { body, headers });
    const reply = json as { error?: ToolAnswer['error']; result?: { content: [{ text: string }] } };
    if (reply.error !== undefined) return { error: reply.error, headers: sent };
    return { result: JSON.parse(reply.result?.content[0].text ?? 'null'), headers: sent };
  };
}
