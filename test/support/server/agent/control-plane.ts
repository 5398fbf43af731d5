import { z } from 'zod';
import { type Answer, json } from '../answer.ts';
import { bearer } from '../asked.ts';
import { type AgentRoute, isoOf } from './agent-route.ts';
import type { McpToken } from './agent-world.ts';
import { named, stop } from './answer.ts';
import { approvalOf } from './approvals.ts';
import type { AgentAsked } from './scope.ts';
import { agentTools } from './tools/agents.ts';
import { environmentTools } from './tools/environments.ts';
import { platformTools } from './tools/platform.ts';
import { providerTools } from './tools/providers.ts';
import type { Tool, ToolAsked } from './tools/tool.ts';

/** Tools by JSON-RPC, about the one environment of a control-plane token. */
export const controlPlaneRoutes: readonly AgentRoute[] = [
  { method: 'POST', path: '/mcp/platform', auth: 'own', handle },
];

const tools: readonly Tool[] = [...platformTools, ...environmentTools, ...providerTools, ...agentTools];

const requestShape = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string(),
  params: z.record(z.string(), z.unknown()).default({}),
});

type Request = z.infer<typeof requestShape>;
type Reply =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } };

const failure = (code: number, message: string, data?: unknown): Reply => ({
  error: data === undefined ? { code, message } : { code, message, data },
});

function handle(asked: AgentAsked): Answer {
  const token = tokenOf(asked);
  const request = requestOf(asked.body);
  if ('error' in request) return json({ jsonrpc: '2.0', id: null, ...request });
  if (request.id === undefined) return { status: 202, headers: {}, body: '' };
  const wait = asked.limiter.controlPlane(token.id, asked.now);
  const reply =
    wait === undefined
      ? replyTo(asked, token, request)
      : failure(-32099, 'Rate limit exceeded', { retryAfterSeconds: wait });
  const headers: Record<string, string> = wait === undefined ? {} : { 'retry-after': String(wait) };
  return json({ jsonrpc: '2.0', id: request.id, ...reply }, 200, headers);
}

/** No other kind of credential gets here. */
function tokenOf(asked: AgentAsked): McpToken {
  const sent = bearer(asked);
  const token = asked.world.agent.mcpTokens.find((one) => one.token === sent);
  const isUsable = token?.revokedAt === undefined && (token?.expiresAt ?? Infinity) > asked.now;
  if (token === undefined || !isUsable) return stop(named(401, 'Invalid or expired control-plane token'));
  token.lastUsedAt = asked.now;
  return token;
}

function requestOf(body: Buffer): Request | Exclude<Reply, { readonly result: unknown }> {
  let sent: unknown;
  try {
    sent = JSON.parse(body.toString('utf8'));
  } catch {
    return { error: { code: -32700, message: 'Parse error' } };
  }
  const request = requestShape.safeParse(sent);
  return request.success ? request.data : { error: { code: -32600, message: 'Invalid Request' } };
}

function replyTo(asked: AgentAsked, token: McpToken, { method, params }: Request): Reply {
  switch (method) {
    case 'initialize':
      return {
        result: {
          protocolVersion: '2025-06-18',
          capabilities: { tools: {} },
          serverInfo: { name: 'platos-platform', version: '0.0.0' },
        },
      };
    case 'ping':
      return { result: {} };
    case 'tools/list':
      return {
        result: {
          tools: tools
            .filter((one) => mayCall(token, one))
            .map(({ name, inputSchema }) => ({ name, description: name, inputSchema })),
        },
      };
    case 'tools/call':
      return call(asked, token, params);
    default:
      return failure(-32601, `Method not found: ${method}`);
  }
}

function call(asked: AgentAsked, token: McpToken, params: Request['params']): Reply {
  const { name, arguments: args = {} } = params;
  const found = tools.find((one) => one.name === name);
  if (found === undefined) return failure(-32601, `Unknown tool: ${name}`);
  if (!mayCall(token, found)) return failure(-32001, `No permission for ${found.name}`);
  const errors = found.problems(args);
  if (errors.length > 0) return failure(-32602, 'Invalid params', { errors });
  const waiting = awaitApproval(asked, token, found, args);
  if (waiting !== undefined) return waiting;
  try {
    const text = JSON.stringify(found.call(toolAsked(asked, token), args));
    return { result: { content: [{ type: 'text', text }] } };
  } catch (error) {
    console.error(error);
    return failure(-32603, 'Internal error');
  }
}

/** `*`, a whole name, or everything below a word. */
const mayCall = ({ permissions, tier }: McpToken, { name, tier: needed }: Tool): boolean =>
  (needed === 'scope' || tier === 'admin') &&
  permissions.some(
    (one) => one === '*' || one === name || (one.endsWith('.*') && name.startsWith(one.slice(0, -1))),
  );

function awaitApproval(asked: AgentAsked, token: McpToken, tool: Tool, args: unknown): Reply | undefined {
  const { world, now, headers, dashboard } = asked;
  if (!world.agent.interactiveApprovals || !tool.needsApproval) return undefined;
  const sent = headers['x-platos-approval-id'];
  const approval = approvalOf({ world, token, tool: tool.name, args, now }, sent?.toString());
  if (approval.status === 'denied') return failure(-32000, 'Blocked: the approval was denied');
  if (approval.status === 'approved') {
    approval.status = 'used';
    return undefined;
  }
  return failure(-32002, 'Awaiting approval', {
    approvalId: approval.id,
    status: approval.status,
    expiresAt: isoOf(approval.expiresAt),
    dashboardUrl: `${dashboard}/approvals/${approval.id}`,
    retryHeader: 'X-Platos-Approval-Id',
  });
}

function toolAsked({ world, now }: AgentAsked, token: McpToken): ToolAsked {
  const { organizationId, projectId, environmentId, userId } = token;
  const scope = { organizationId, projectId, environmentId, userId };
  return { world, now, token, scope, place: { world, environmentId, now } };
}
