import type { Answer } from './answer.ts';
import type { Asked } from './asked.ts';
import type { Flavour } from './flavour.ts';

/** Which limit counts a request; `none` also lets it pass without a credential. */
export type Bucket = 'general' | 'deploy' | 'none';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Segments, those with a colon in front being parameters. */
  readonly path: string;
  readonly bucket: Bucket;
  readonly handle: (asked: Asked) => Answer | Promise<Answer>;
  /** Absent from servers of other flavours. */
  readonly only?: (flavour: Flavour) => boolean;
  /** Pages of any origin may call it. */
  readonly cors?: true;
}

export interface Match<R = Route> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

/** Every route of a path, whatever its method, in the order of the table. */
export function matchesOf<R extends Pick<Route, 'path' | 'only'>>(
  routes: readonly R[],
  flavour: Flavour,
  path: string,
): readonly Match<R>[] {
  const segments = path.split('/');
  return routes.flatMap((route) => {
    if (route.only !== undefined && !route.only(flavour)) return [];
    const params = paramsOf(route.path.split('/'), segments);
    return params === undefined ? [] : [{ route, params }];
  });
}

function paramsOf(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':') && segment !== '') params[part.slice(1)] = decoded(segment);
    else if (part !== segment) return undefined;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
