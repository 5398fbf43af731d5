import type { z } from 'zod';
import type { Answer } from '../answer.ts';
import { type Asked, jsonBody } from '../asked.ts';
import type { Route } from '../route.ts';
import { named, stop } from './answer.ts';
import type { AgentAsked, Scoped } from './scope.ts';

/** A route of the agent service: about a scope, or with a credential that it looks at itself. */
export type AgentRoute = Pick<Route, 'method' | 'path' | 'only'> &
  (
    | { readonly auth: 'scope'; readonly handle: (asked: Scoped) => Answer }
    | { readonly auth: 'own'; readonly handle: (asked: AgentAsked) => Answer }
  );

type Row = readonly [line: string, handle: (asked: Scoped) => Answer];

/** Routes about a scope below one path, each as `GET /:id`. */
export const scopedRoutes = (base: string, rows: readonly Row[]): readonly AgentRoute[] =>
  rows.map(([line, handle]) => {
    const [method, path = ''] = line.split(' ');
    return { method: method as Route['method'], path: `${base}${path}`, auth: 'scope', handle };
  });

/** The body of a request in a shape, or 400 with what is wrong with it. */
export function bodyIn<T>(asked: Asked, shape: z.ZodType<T>): T {
  const sent = asked.body.length === 0 ? {} : jsonBody(asked, named(400, 'Unexpected token in JSON'));
  const body = shape.safeParse(sent);
  return body.success ? body.data : stop(named(400, problemsOf(body.error)));
}

export const problemsOf = ({ issues }: z.ZodError): string[] =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

export const isoOf = (ms: number): string => new Date(ms).toISOString();
