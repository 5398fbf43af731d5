import { z } from 'zod';
import type { ServerProblem } from '../../../../core/errors.ts';
import type { Answer } from './transport.ts';

/** An answer below 500 that is no redirect. */
export interface Reply {
  readonly status: number;
  /** What the body says; undefined where it is not JSON, or does not say so. */
  readonly body: unknown;
  /** When it was answered, by the server's clock. Unix milliseconds. */
  readonly date: number | undefined;
}

export function replyOf(answer: Answer): Reply {
  const date = Date.parse(answer.header('date') ?? '');
  return { status: answer.status, body: jsonOf(answer), date: Number.isNaN(date) ? undefined : date };
}

function jsonOf(answer: Answer): unknown {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(answer.header('content-type') ?? '')) return undefined;
  try {
    return JSON.parse(answer.text);
  } catch {
    return undefined; // what it threw quotes the text
  }
}

export const isGood = ({ status }: { readonly status: number }): boolean => status >= 200 && status < 300;

/** Why an answer is not what was asked for; undefined where it may be. */
export function problemOfReply({ status, body }: Omit<Reply, 'date'>): ServerProblem | undefined {
  if (status >= 300 && status < 400) return 'redirected';
  if (status >= 500) return 'error';
  if (body === undefined) return 'not-a-server';
  if (isGood({ status })) return undefined;
  const byStatus: Readonly<Record<number, ServerProblem>> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'gone',
    429: 'busy',
  };
  if (status === 400 && /this API key/i.test(sentenceOf(body))) return 'forbidden';
  return byStatus[status] ?? 'error';
}

/** The server's own sentence: to be recognised, never to be shown. */
export function sentenceOf(body: unknown): string {
  const parsed = z.object({ error: z.string() }).safeParse(body);
  return parsed.success ? parsed.data.error : '';
}
