import { z } from 'zod';
import type { AppError } from '../../../../core/errors.ts';
import type { AgentAnswer } from '../agent-service.ts';
import { isGood, problemOfReply, type Reply, replyOf } from '../http/answers.ts';
import type { RequestMaker } from '../http/exchanges.ts';
import { silenceText } from '../http/silence.ts';
import type { Outcome } from '../http/transport.ts';

type MakeFailure = RequestMaker<unknown>['failure'];

const AccessKey = z.object({ error: z.literal('INVALID_ACCESS_KEY') });

/** Why an answer is not what was asked for; undefined where it may be. */
export function errorOf(failure: MakeFailure, reply: Reply): AppError | undefined {
  const problem = problemOfReply(reply);
  if (problem === undefined) return undefined;
  if (asksForAccessKey(reply))
    return {
      code: 'unsupported',
      what: 'agent service',
      why: 'This environment asks for an access key of its own besides, which the console cannot send.',
    };
  return failure(problem, reply.status).detail;
}

/** A session is in order, and another one would not help. */
export const asksForAccessKey = ({ status, body }: Reply): boolean =>
  status === 401 && AccessKey.safeParse(body).success;

/** What an outcome tells of a write by a session. */
export function answerOf(failure: MakeFailure, outcome: Outcome): AgentAnswer {
  if ('problem' in outcome)
    return outcome.left
      ? { answer: 'unknown', reason: silenceText(outcome.problem) }
      : { answer: 'stop', error: failure(outcome.problem).detail };
  const reply = replyOf(outcome.answer);
  const { status, body: value } = reply;
  if (isGood(reply))
    return value !== undefined || outcome.answer.text === ''
      ? { answer: 'accepted', value }
      : { answer: 'unknown', reason: silenceText('not-a-server') };
  if (status >= 500 || status === 408)
    return { answer: 'unknown', reason: `The server failed (HTTP ${status}).` };
  const error = errorOf(failure, reply) ?? failure('error', status).detail;
  const isOfAll = status < 400 || status === 401 || status === 403 || value === undefined;
  return isOfAll ? { answer: 'stop', error } : { answer: 'refused', status, value };
}
