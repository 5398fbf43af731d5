import type { ValueSource } from '../../core/ipc/contract.ts';
import type { Context } from './context.ts';
import { resolveValues } from './value-source.ts';

interface Input {
  readonly source: ValueSource;
  readonly keys: readonly string[];
}

/** The plain values of the rows in view, where the environment lets them be seen; all others are `masked`. */
export async function valuesInView(
  context: Context,
  { source, keys }: Input,
): Promise<{ values: { key: string; value?: string; masked: boolean }[] }> {
  const found = await resolveValues(context, source, keys);
  const values = [...found].map(([key, { value, open }]) =>
    open && value !== undefined ? { key, value, masked: false } : { key, masked: true },
  );
  return { values };
}
