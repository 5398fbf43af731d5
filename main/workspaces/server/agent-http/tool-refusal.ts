import { z } from 'zod';
import { serverAddress } from '../../../../core/server-url.ts';
import { type ToolAnswer, type ToolRefusal, toolRefusals } from '../agent-service.ts';
import type { AgentParts } from './agent-parts.ts';
import { isHeaderText } from './agent-requests.ts';

/** The code of a refusal, where it is one that is known. */
export const knownRefusal = (said: unknown): ToolRefusal =>
  toolRefusals.find((one) => one === said) ?? 'other';

/** What an error of JSON-RPC tells of a tool that was called. */
export function refusalOf(parts: AgentParts, error: RpcError): ToolAnswer {
  const value = undefined; // its data may be anything
  switch (error.code) {
    case -32_002:
      return approvalOf(parts, error.data);
    case -32_001:
      return { answer: 'refused', code: 'no-permission', value };
    case -32_000:
      return { answer: 'refused', code: 'blocked', value };
    case -32_601:
      return { answer: 'refused', code: 'unknown-tool', value };
    case -32_602:
      return { answer: 'refused', code: 'invalid-arguments', value };
    case -32_603:
      return { answer: 'unknown', reason: 'The server failed inside.' };
    default:
      return { answer: 'stop', error: parts.exchanges.failure('error').detail };
  }
}

interface RpcError {
  readonly code: number;
  readonly data?: unknown;
}

const Approval = z.object({
  approvalId: z.string().max(200).refine(isHeaderText),
  expiresAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  dashboardUrl: z.string().max(2_000).optional().catch(undefined),
});

function approvalOf(parts: AgentParts, data: unknown): ToolAnswer {
  const approval = Approval.safeParse(data);
  if (!approval.success) return { answer: 'stop', error: parts.exchanges.failure('not-a-server').detail };
  const { approvalId, expiresAt, dashboardUrl } = approval.data;
  const page = pageOf(parts, dashboardUrl);
  return {
    answer: 'approval',
    approvalId,
    ...(expiresAt === undefined ? {} : { expiresAt: Date.parse(expiresAt) }),
    ...(page === undefined ? {} : { page }),
  };
}

/** A web page, and an encrypted one unless the person allowed otherwise: anything else is not opened. */
function pageOf({ connection }: AgentParts, text: string | undefined): string | undefined {
  const url = text === undefined ? null : URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '') return undefined;
  const address = serverAddress(url.origin);
  if (address === undefined) return undefined;
  const isAllowed = address.scheme === 'https' || address.loopback || connection().allowHttp;
  return isAllowed ? url.href : undefined;
}
