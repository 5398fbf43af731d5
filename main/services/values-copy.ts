import { writeDotenv } from '../../core/dotenv-write.ts';
import { Failure } from '../../core/errors.ts';
import type { ValueSource } from '../../core/ipc/contract.ts';
import { limits } from '../../core/limits.ts';
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
}

const heldOf = perContext((): Held => ({ text: undefined, timer: undefined }));

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
  const held = heldOf(context);
  clearTimeout(held.timer);
  await context.clipboard.write(text);
  held.text = text;
  held.timer = setTimeout(() => void clearClipboard(context).catch(() => undefined), limits.clipboardMs);
  held.timer.unref();
  return { clearsInMs: limits.clipboardMs };
}

/** Clear the clipboard if it still holds what was copied from here. For the timer, lock and quit. */
export async function clearClipboard(context: Context): Promise<void> {
  const held = heldOf(context);
  const { text } = held;
  clearTimeout(held.timer);
  held.text = undefined;
  held.timer = undefined;
  if (text !== undefined && (await context.clipboard.read()) === text) await context.clipboard.write('');
}

/** One line of dotenv text, or several for a value of several lines. */
function assignment(key: string, value: string): string {
  const { text, unwritable } = writeDotenv([{ key, value }]);
  if (unwritable.length === 0) return text.replace(/\n$/, '');
  throw new Failure({ code: 'unsupported', what: 'assignment', why: 'Dotenv text cannot hold this value.' });
}
