import type { Input } from '../../core/ipc/contract.ts';
import { ask } from '../api/bridge.ts';
import { confirm } from '../state/questions.ts';
import { toast } from '../state/toasts.ts';
import { tellFailure } from './use-reveal.ts';

type Of = Pick<Input<'history.purge'>, 'env' | 'resource' | 'key'>;

export const forgetKey = 'Shift+Delete';

/** Have everything forgotten that a variable or a document was before, once its name was typed. */
export async function forgetOld(of: Of): Promise<void> {
  const { key, resource } = of;
  const things = resource === undefined ? 'values' : 'versions';
  const yes = await confirm({
    title: `Forget the old ${things} of ${key}?`,
    text: 'They are removed from its history, from lists seen earlier and from all backups of this computer. Undo and restore will not find them. This cannot be taken back. What a server keeps stays there.',
    yes: 'Forget them',
    danger: true,
    typed: key,
  });
  if (!yes) return;
  try {
    const { versions, backups } = await ask('history.purge', { ...of, confirmation: key });
    toast('good', forgotText(key, things, versions, backups));
  } catch (thrown) {
    tellFailure(thrown);
  }
}

function forgotText(key: string, things: string, versions: number, backups: number): string {
  if (versions === 0) return `${key} had no old ${things} to forget.`;
  const many = versions === 1 ? '1 old version' : `${versions} old versions`;
  if (backups === 0) return `Forgot ${many} of ${key}.`;
  return `Forgot ${many} of ${key}, also in ${backups === 1 ? '1 backup' : `${backups} backups`}.`;
}
