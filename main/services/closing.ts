import { Failure } from '../../core/errors.ts';
import { type Context, perContext } from './context.ts';

const closingOf = perContext(() => ({ closing: false }));

/** From here on nothing is begun that writes or discloses: the store is about to be locked or closed. */
export function beginClosing(context: Context): void {
  closingOf(context).closing = true;
}

/** Whether the context is being closed: nothing new is begun in it. */
export const isClosing = (context: Context): boolean => closingOf(context).closing;

/** Fails with `locked` once the context is being closed, for work that goes on after an `await`. */
export function refuseWhenClosing(context: Context): void {
  if (isClosing(context)) throw new Failure({ code: 'locked' });
}
