import type { Input, ValueSource } from '../../core/ipc/contract.ts';
import { ask } from '../api/bridge.ts';
import { toast } from '../state/toasts.ts';
import { tellFailure } from './use-reveal.ts';

export type CopyForm = Input<'values.copy'>['form'];

/** Have main put a value on the clipboard, which it clears again. The value never comes here. */
export async function copyValue(source: ValueSource, key: string, form: CopyForm): Promise<void> {
  try {
    const { clearsInMs } = await ask('values.copy', { source, key, form });
    const what = form === 'value' ? `the value of ${key}` : form === 'key' ? key : `${key}=…`;
    const when = form === 'key' ? '' : ` The clipboard is cleared in ${Math.round(clearsInMs / 1000)} s.`;
    toast('info', `Copied ${what}.${when}`);
  } catch (thrown) {
    tellFailure(thrown);
  }
}
