import type { AppError } from '../../core/errors.ts';
import type { Call, Event } from '../../core/ipc/calls.ts';
import type { EventPayload, Input, Output, Reply } from '../../core/ipc/contract.ts';

/** An expected failure on its way through promises: `detail` is what to show. */
export class AskError extends Error {
  readonly detail: AppError;
  constructor(detail: AppError) {
    super(detail.code);
    this.name = 'AskError';
    this.detail = detail;
  }
}

type Unsubscribe = () => void;

/** What the preload or the host puts on `window`: one function per call, one subscription per event. */
export type Bridge = {
  readonly [C in Call]: (json: string) => Promise<string>;
} & {
  readonly [E in Event as `on:${E}`]: (listener: (json: string) => void) => Unsubscribe;
};

declare global {
  interface Window {
    readonly platos: Bridge;
  }
}

/** Ask main. Rejects with an `AskError` for expected failures; anything else that is thrown is a bug. */
export async function ask<C extends Call>(call: C, input: Input<C>): Promise<Output<C>> {
  const reply = JSON.parse(await window.platos[call](JSON.stringify(input))) as Reply<C>;
  if (!reply.ok) throw new AskError(reply.error);
  return reply.value;
}

/** Hear what main tells unasked. Returns the way to stop. */
export function listen<E extends Event>(event: E, heard: (payload: EventPayload<E>) => void): Unsubscribe {
  const subscribe = window.platos[`on:${event}`] as (listener: (json: string) => void) => Unsubscribe;
  return subscribe((json) => heard(JSON.parse(json) as EventPayload<E>));
}

/** The failure as data, whatever was thrown. A bug becomes `internal` without its message, which may quote input. */
export function asAppError(thrown: unknown): AppError {
  return thrown instanceof AskError ? thrown.detail : { code: 'internal', incident: 'window' };
}
