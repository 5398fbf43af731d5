import type { Agent, buildConnector, Dispatcher } from 'undici';
import type { ServerProblem } from '../../../../core/errors.ts';
import { trusted } from './authorities.ts';
import { NotConnected, problemOf } from './no-answer.ts';
import type { Pace } from './pace.ts';

/** Where requests go, and whom to trust there besides the system's authorities. */
export interface Target {
  readonly origin: string;
  readonly caFile: string | undefined;
}

/** One request as it leaves. */
export interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With every part encoded; never ends with a slash, which servers answer with a redirect. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** A whole answer. */
export interface Answer {
  readonly status: number;
  /** The first of each name, names in lower case. */
  readonly header: (name: string) => string | undefined;
  readonly text: string;
}

/** What became of a request. `left` is false where surely no server saw it. */
export type Outcome =
  | { readonly answer: Answer }
  | { readonly problem: ServerProblem; readonly left: boolean; readonly status?: number };

/** One HTTP exchange at a time, with one server. No redirect is followed, no proxy asked, nothing tried twice. */
export interface Transport {
  /** Rejects with the signal's reason once that is aborted. Fails: `file` (the authorities). */
  readonly send: (target: Target, sent: Sent, signal?: AbortSignal) => Promise<Outcome>;
  /** Ends what is on its way. */
  readonly close: () => void;
}

export function createTransport(pace: Pace): Transport {
  const closed = new AbortController();
  let kept: { readonly target: Target; readonly agent: Promise<Agent> } | undefined;

  const agentFor = (target: Target): Promise<Agent> => {
    if (kept?.target.origin === target.origin && kept.target.caFile === target.caFile) return kept.agent;
    retire(kept?.agent);
    const made = { target, agent: makeAgent(target, pace) };
    kept = made;
    made.agent.catch(() => {
      if (kept === made) kept = undefined; // a file that was repaired is read again
    });
    return made.agent;
  };

  const send: Transport['send'] = async (target, sent, signal) => {
    const agent = await agentFor(target);
    signal?.throwIfAborted();
    if (closed.signal.aborted) return { problem: 'offline', left: false };
    const whole = new AbortController();
    const timer = setTimeout(() => whole.abort(), pace.wholeMs);
    const ends = AbortSignal.any([closed.signal, whole.signal, ...(signal ? [signal] : [])]);
    let head: Dispatcher.ResponseData | undefined;
    try {
      head = await agent.request({ ...sent, origin: target.origin, body: sent.body ?? null, signal: ends });
      return await received(head, pace.answerBytes);
    } catch (error) {
      signal?.throwIfAborted();
      const status = head === undefined ? {} : { status: head.statusCode };
      const left = !(error instanceof NotConnected);
      if (closed.signal.aborted) return { problem: 'offline', left, ...status };
      if (whole.signal.aborted) return { problem: 'timeout', left, ...status };
      const problem = problemOf(error);
      // Behind a good head, whatever ends the body but time is a cut.
      return { problem: head !== undefined && problem !== 'timeout' ? 'cut' : problem, left, ...status };
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    send,
    close: () => {
      closed.abort();
      retire(kept?.agent);
      kept = undefined;
    },
  };
}

/** Lets what is on its way end. */
function retire(agent: Promise<Agent> | undefined): void {
  agent?.then((made) => made.close()).catch(() => undefined);
}

async function makeAgent({ origin, caFile }: Target, pace: Pace): Promise<Agent> {
  const undici = await import('undici'); // not at start: reading it takes 80 ms
  const secureContext = origin.startsWith('https:') ? await trusted(caFile) : undefined;
  const connect = undici.buildConnector({
    allowH2: false,
    timeout: pace.connectMs,
    rejectUnauthorized: true,
    ...(secureContext === undefined ? {} : { secureContext }),
  });
  return new undici.Agent({
    connect: marking(connect),
    connections: 8,
    pipelining: 1,
    allowH2: false,
    headersTimeout: pace.silenceMs,
    bodyTimeout: pace.silenceMs,
  });
}

/** Tells apart, in what it throws, that there was no connection. */
const marking =
  (connect: buildConnector.connector): buildConnector.connector =>
  (options, done) =>
    connect(options, (...[error, socket]) =>
      error === null ? done(null, socket) : done(new NotConnected(error), null),
    );

/** The answer with its whole body, or why it has none. */
async function received(head: Dispatcher.ResponseData, most: number): Promise<Outcome> {
  const { statusCode: status, headers, body } = head;
  const header = (name: string): string | undefined => {
    const found = headers[name];
    return Array.isArray(found) ? found[0] : found;
  };
  const tooLarge: Outcome = { problem: 'too-large', left: true, status };
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) return tooLarge; // leaving the loop ends the connection
    parts.push(part);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
    return { answer: { status, header, text } };
  } catch {
    return { problem: 'not-a-server', left: true, status };
  }
}
