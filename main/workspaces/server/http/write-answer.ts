import { z } from 'zod';
import type { Write, WriteAnswer } from '../api.ts';
import { isGood, problemOfReply, type Reply, replyOf, sentenceOf } from './answers.ts';
import type { Client } from './client.ts';
import { silenceText } from './silence.ts';
import type { Outcome } from './transport.ts';

/** What a route says of what it did. What the server says itself is only recognised: it may quote a value. */
export interface Reading {
  /** What a good answer has to be. */
  readonly done: z.ZodType;
  /** Of an answer from 400 to 499, in the console's words; undefined where no other write would fare better. */
  readonly refusal: (reply: Reply) => string | undefined;
  /** Whether such an answer is what the same request gives that arrives a second time: only reading tells. */
  readonly repeats?: (reply: Reply) => boolean;
}

/** Says what the outcome of a request tells of the write that it carried. */
export function writeAnswerOf(
  client: Client,
  outcome: Outcome,
  { done, refusal, repeats }: Reading,
): WriteAnswer {
  if ('problem' in outcome)
    return outcome.left
      ? { answer: 'unknown', reason: silenceText(outcome.problem) }
      : { answer: 'stop', error: client.failure(outcome.problem).detail };
  const reply = replyOf(outcome.answer);
  if (isGood(reply))
    return done.safeParse(reply.body).success
      ? { answer: 'accepted' }
      : { answer: 'unknown', reason: silenceText('not-a-server') };
  if (reply.status >= 500 || reply.status === 408)
    return { answer: 'unknown', reason: `The server failed (HTTP ${reply.status}).` };
  const reason = reply.status >= 400 && reply.body !== undefined ? refusal(reply) : undefined;
  if (reason !== undefined) return { answer: repeats?.(reply) ? 'unknown' : 'refused', reason };
  const problem = problemOfReply(reply) ?? 'error';
  return { answer: 'stop', error: client.failure(problem, reply.status).detail };
}

/** How the routes of variables say it. */
export const ofVariable = (write: Write): Reading => ({
  done: z.object({ success: z.literal(true) }),
  refusal: (reply) => refusalOf(reply, write),
  repeats: ({ body }) => isRepeated(write, body),
});

/**
 * What stands between may send a request again, and then passes on what was said to the second one. A secret that is set
 * already may be anybody's: reading would not tell.
 */
const isRepeated = (write: Write, body: unknown): boolean =>
  write.type === 'delete'
    ? isAbsence(sentenceOf(body))
    : write.kind === 'plain' && isTaken(codeIn(body) ?? '');

/** In the console's words; undefined where no other write would fare better. */
function refusalOf(reply: Reply, write: Write): string | undefined {
  const { status, body } = reply;
  const code = codeIn(body);
  if (code !== undefined) return words(code);
  const says = sentenceOf(body);
  if (isAbsence(says)) return write.type === 'delete' ? 'It was not there.' : 'It is not there any more.';
  if (status === 401 || status === 403 || status === 404 || status === 405) return undefined;
  if (status === 400 && problemOfReply(reply) === 'forbidden') return undefined;
  if (/not allowed/i.test(says)) return 'The server reserves this name.';
  if (/at least one valid variable/i.test(says)) return 'The server stores no blank name and no blank value.';
  if (status === 413) return 'It is larger than the server takes.';
  return `The server does not take it (HTTP ${status}).`;
}

const isAbsence = (says: string): boolean => /^environment variable (?:value )?not found/i.test(says);

const List = z.object({ variableErrors: z.array(z.object({ error: z.string() })).min(1) });
const Codes = z.object({ variableErrors: z.record(z.string(), z.string()) });

/** The first error of a variable: servers send a list of sentences, or codes by name. */
function codeIn(body: unknown): string | undefined {
  const list = List.safeParse(body);
  if (list.success) return list.data.variableErrors[0]?.error;
  const codes = Codes.safeParse(body);
  return codes.success ? Object.values(codes.data.variableErrors)[0] : undefined;
}

const wordsOfCodes: Readonly<Record<string, string>> = {
  name_invalid:
    'This server takes names of capital letters, digits and underscores only, 64 at most, a letter first.',
  value_required: 'This server stores no empty value.',
  value_too_long: 'This server stores at most 8192 characters.',
  variable_forbidden: 'This server does not allow this variable.',
  variable_unavailable: 'This server cannot reach this variable at the moment.',
};

const isTaken = (code: string): boolean => /already set/i.test(code);

function words(code: string): string {
  const known = Object.hasOwn(wordsOfCodes, code) ? wordsOfCodes[code] : undefined;
  if (known !== undefined) return known;
  return isTaken(code) ? 'It is set already.' : 'The server does not take this variable.';
}
