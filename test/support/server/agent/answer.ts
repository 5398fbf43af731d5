import { type Answer, json, Refused } from '../answer.ts';

type Status = 400 | 401 | 403 | 404 | 409 | 412 | 500 | 503;

const names: Readonly<Record<Exclude<Status, 500>, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  412: 'Precondition Failed',
  503: 'Service Unavailable',
};

/** Of guards and of exceptions with a name. */
export const named = (status: Exclude<Status, 500>, message: string | readonly string[]): Answer =>
  json({ statusCode: status, message, error: names[status] }, status);

/** Of a handler that throws a status and a text. */
export const plain = (status: Status, message: string): Answer =>
  json({ statusCode: status, message }, status);

/** Of a handler that throws anything else. */
export const crashed = (): Answer => plain(500, 'Internal server error');

/** A failure under HTTP 200. */
export const inside = (error: string, status: number): Answer => json({ error, status });

/** Ends a route with an answer. */
export function stop(answer: Answer): never {
  throw new Refused(answer);
}
