import type { EnvironmentContents } from '../../../core/ipc/contract.ts';
import type { RenameView } from '../../../core/rename.ts';
import { plural } from './words.ts';

/** Undefined as long as it is not known what is in the environment. */
type Contents = EnvironmentContents | undefined;

/** "3 drafts"; "drafts" while it is not known how many; nothing where there are none. */
export function countText(count: number | undefined, noun: string): string {
  if (count === undefined) return `${noun}s`;
  return count === 0 ? '' : plural(count, noun);
}

export function variablesText(contents: Contents): string {
  if (contents === undefined) return 'variables';
  const secret = contents.secrets > 0 ? `, ${contents.secrets.toLocaleString('en')} of them secret` : '';
  return `${plural(contents.variables, 'variable')}${secret}`;
}

/**
 * What has to be known of its secrets, each thing once.
 *
 * @param staySecret  the workspace makes a new variable secret where told to
 */
export function secretsText(contents: Contents, staySecret: boolean): string {
  const { secrets = 0, hidden = 0 } = contents ?? {};
  const toPlain = secrets > 0 && !staySecret;
  if (hidden === 0) return toPlain ? 'The secret ones become plain, readable in the dashboard' : '';
  const what = hidden === secrets ? 'the secret values' : plural(hidden, 'value');
  const asked = `The server hides ${what}: you type ${hidden === 1 ? 'it' : 'them'}`;
  if (!toPlain) return asked;
  return hidden === secrets
    ? `${asked}, and they become plain, readable in the dashboard`
    : `${asked}. Secret ones become plain, readable in the dashboard`;
}

export function documentsText(contents: Contents, queues: boolean): string {
  const parts = [
    countText(contents?.agents, 'agent'),
    countText(contents?.providerKeys, 'provider key'),
    queues ? countText(contents?.queues, 'queue') : '',
  ].filter((part) => part !== '');
  const [last = '', ...rest] = parts.reverse();
  return rest.length === 0 ? last : `${rest.reverse().join(', ')} and ${last}`;
}

export function historyText(contents: Contents, versions: boolean): string {
  const lines = contents === undefined ? 'its history' : countText(contents.changeSets, 'line');
  const parts = [
    lines === '' ? '' : contents === undefined ? lines : `${lines} of history`,
    versions ? 'the old versions of its variables' : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) return '';
  const text = `${parts.join(' and ')}, under the old name`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Which of the two an environment is, from when a rename has made the new one until the old one is archived. */
export function renameMark(
  renames: readonly Pick<RenameView, 'from' | 'to' | 'step'>[],
  slug: string,
): string | undefined {
  for (const { from, to, step } of renames) {
    if (step === 'archive' && from.slug === slug) return `Old: renamed to ${to.slug}`;
    if ((step === 'copy' || step === 'check' || step === 'switch') && to.slug === slug)
      return `Copy of ${from.slug}`;
  }
  return undefined;
}
