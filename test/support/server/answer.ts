/** One HTTP answer, as a route gives it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export const text = (body: string, status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

export const html = (body: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Fake server</title></head><body>${body}</body></html>`,
});

/** Of the middleware in front of the routes: limits, and requests without a credential. */
export const problem = (
  status: 401 | 429,
  title: string,
  detail: string,
  rest: Record<string, unknown> = {},
): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({
    title,
    status,
    type: `https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/${status}`,
    detail,
    ...rest,
    error: detail,
  }),
});

export const success = (): Answer => json({ success: true });

/** What the framework says when a route throws or answers nothing. */
export const unexpected = (): Answer => text('Unexpected Server Error', 500);

export const notFoundPage = (): Answer => html('<h1>404</h1><p>Page not found</p>', 404);

/** Thrown by a route to answer at once. */
export class Refused extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super(`answered ${answer.status}`);
    this.answer = answer;
  }
}

export const refuse = (status: number, error: string, rest: Record<string, unknown> = {}): never => {
  throw new Refused(json({ error, ...rest }, status));
};
