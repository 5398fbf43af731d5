import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import type { Fault } from './faults.ts';

/**
 * Does what a request asks and sends the answer, unless a fault befalls it.
 *
 * @param perform  does it and gives the true answer; may be called twice or not at all
 */
export async function deliver(
  response: ServerResponse,
  perform: () => Promise<Answer>,
  fault: Fault | undefined,
  now: number,
): Promise<void> {
  switch (fault?.kind) {
    case undefined:
    case 'half-import':
      return send(response, await perform());
    case 'stall':
      if (fault.happens) await perform();
      return;
    case 'drop':
      return cut(response, await perform(), fault.after);
    case 'instead':
      if (fault.happens) await perform();
      return send(response, fault.answer(now));
    case 'retype': {
      const answer = await perform();
      return send(response, { ...answer, headers: { ...answer.headers, 'content-type': fault.contentType } });
    }
    case 'drip':
      return drip(response, await perform(), fault.bytes, fault.everyMs);
    case 'twice':
      await perform();
      return send(response, await perform());
    case 'pad': {
      const answer = await perform();
      return send(response, { ...answer, body: answer.body.padEnd(fault.bytes, ' ') });
    }
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Says how long the body is, sends less of it, and hangs up. */
function cut(response: ServerResponse, { status, headers, body }: Answer, after: number): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.flushHeaders();
  response.write(bytes.subarray(0, Math.min(after, Math.max(0, bytes.length - 1))), () =>
    response.socket?.destroy(),
  );
}

async function drip(
  response: ServerResponse,
  { status, headers, body }: Answer,
  bytes: number,
  everyMs: number,
): Promise<void> {
  const all = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': all.length });
  response.flushHeaders();
  for (let at = 0; at < all.length && !response.destroyed; at += bytes) {
    response.write(all.subarray(at, at + bytes));
    await pause(everyMs);
  }
  response.end();
}
