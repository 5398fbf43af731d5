import { writeDotenv } from '../../core/dotenv-write.ts';
import { Failure } from '../../core/errors.ts';
import type { ValueSource } from '../../core/ipc/contract.ts';
import { limits } from '../../core/limits.ts';
import { refuseWhenClosing } from './closing.ts';
import { type Context, perContext } from './context.ts';
import { disclose } from './disclose.ts';

interface Input {
  readonly source: ValueSource;
  readonly key: string;
  readonly form: 'value' | 'assignment' | 'key';
}

interface Held {
  text: string | undefined;
  timer: NodeJS.Timeout | undefined;
  last: Promise<unknown>;
}

const heldOf = perContext((): Held => ({ text: undefined, timer: undefined, last: Promise.resolve() }));

/** One after the other, so that a lock in the middle of a copy clears what that copy wrote. */
function inTurn<T>(context: Context, work: (held: Held) => Promise<T>): Promise<T> {
  const held = heldOf(context);
  const turn = held.last.then(() => work(held));
  held.last = turn.catch(() => undefined);
  return turn;
}

/**
 * Put a value, an assignment or only the key on the clipboard. No value comes back.
 *
 * @returns after how many milliseconds it is cleared if it is unchanged; 0 for a key, which is no secret
 * Fails: as `disclose`.
 */
export async function copyValue(
  context: Context,
  { source, key, form }: Input,
): Promise<{ clearsInMs: number }> {
  if (form === 'key') {
    await context.clipboard.write(key);
    return { clearsInMs: 0 };
  }
  const { value } = await disclose(context, source, key);
  const text = form === 'value' ? value : assignment(key, value);
  await inTurn(context, async (held) => {
    refuseWhenClosing(context);
    clearTimeout(held.timer);
    held.text = text;
    held.timer = setTimeout(() => void clearClipboard(context).catch(() => undefined), limits.clipboardMs);
    held.timer.unref();
    await context.clipboard.write(text);
  });
  return { clearsInMs: limits.clipboardMs };
}

/** Clear the clipboard if it still holds what was copied from here. For the timer, lock and quit. */
export function clearClipboard(context: Context): Promise<void> {
  return inTurn(context, async (held) => {
    const { text } = held;
    clearTimeout(held.timer);
    held.text = undefined;
    held.timer = undefined;
    if (text !== undefined && asKept(await context.clipboard.read()) === asKept(text))
      await context.clipboard.write('');
  });
}

/** Clipboards change line ends, and reading one on Windows adds a last one. */
const asKept = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\n$/, '');

/** One line of dotenv text, or several for a value of several lines. */
function assignment(key: string, value: string): string {
  const { text, unwritable } = writeDotenv([{ key, value }]);
  if (unwritable.length === 0) return text.replace(/\n$/, '');
  throw new Failure({ code: 'unsupported', what: 'assignment', why: 'Dotenv text cannot hold this value.' });
}
