import type { FakeServer } from './server.ts';

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, or undefined where it is none. */
  readonly json: unknown;
}

export interface Ask {
  /** The server's own token unless given; null sends none. */
  readonly token?: string | null;
  readonly body?: unknown;
  /** Sent as it is, in place of a JSON body. */
  readonly raw?: string | FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Plain requests to a server, which follow no redirect: `ask('GET /api/v1/orgs')`. */
export const clientOf =
  (server: Pick<FakeServer, 'url' | 'token'>) =>
  async (line: string, { token = server.token, body, raw, headers = {} }: Ask = {}): Promise<Answered> => {
    const [method = 'GET', path = '/'] = line.split(' ');
    const response = await fetch(server.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined && raw === undefined ? {} : { body: raw ?? JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      headers: response.headers,
      text,
      json: parsed(text),
    };
  };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
