import type { EnvironmentRef } from '../../core/environment.ts';
import type { Command } from '../commands/command.ts';

/** What can be done with a list. The key is its own where the page shows this list alone. */
export const ofList = (
  { slug }: EnvironmentRef,
  of: string,
  { key, ...command }: Omit<Command, 'group' | 'keys'> & { readonly key: string },
): Command => ({
  ...command,
  id: `lists.${command.id}.${slug}`,
  title: `${of}${command.title}`,
  group: 'List',
  keys: of === '' ? [key] : [],
});
