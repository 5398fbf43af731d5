import type { AppError, EnvironmentAction, EnvironmentRefusal } from '../../core/errors.ts';
import type { ErrorText } from './error-shape.ts';

type Refused = Extract<AppError, { code: 'environment-refused' }>;

/** Why a server did not make or archive an environment. Complete: a new reason does not compile without its text. */
const texts: Readonly<Record<EnvironmentRefusal, (refused: Refused) => ErrorText>> = {
  'slug-archived': ({ name }) => ({
    title: 'The slug is taken for good',
    what: `An archived environment holds “${name}”, and the server brings none back.`,
    next: 'Choose another slug.',
  }),
  'slug-alias': ({ name }) => ({
    title: 'The slug cannot be used',
    what: `The server reads “${name}” as another name of an environment of its own, so a new one could never be reached.`,
    next: 'Choose another slug.',
  }),
  'slug-invalid': ({ name }) => ({
    title: 'The slug is not accepted',
    what: `The server does not take “${name}” for a slug.`,
    next: 'Use lower-case letters, digits and hyphens, at most 31.',
  }),
  'not-admin': ({ action }) => ({
    title: 'Only admins may do this',
    what: `Whoever the control-plane token belongs to may not ${action} environments: that takes an admin of the organization.`,
    next: 'Ask an admin for a control-plane token, and put it into the connection.',
  }),
  'no-permission': ({ action }) => ({
    title: 'The token does not allow this',
    what: `The control-plane token of this project has no permission to ${action} environments.`,
    next: 'Make one with the permission environments.* in the dashboard, and put it into the connection.',
  }),
  production: ({ name }) => ({
    title: 'Production cannot be archived',
    what: `The server protects “${name}”: its type is production.`,
    next: 'It stays as it is. Nothing was changed.',
  }),
  'agents-active': ({ name, count }) => ({
    title: 'The environment is in use',
    what: `${countOf(count, 'active agent is', 'active agents are')} in “${name}”, and the server archives none with active agents.`,
    next: 'Delete them on Agents (Alt+4), or switch them off there with "isActive": false in their JSON; then archive again.',
  }),
  'threads-open': ({ name, count }) => ({
    title: 'The environment is in use',
    what: `${countOf(count, 'thread is', 'threads are')} open in “${name}”, and the server archives none with open threads.`,
    next: 'Archive the threads in the dashboard, then archive the environment again.',
  }),
  'in-use': ({ name }) => ({
    title: 'The environment is in use',
    what: `The server does not archive “${name}” while something in it is at work.`,
    next: 'Turn its agents off and archive its threads in the dashboard, then archive it again.',
  }),
  'several-members': ({ name }) => ({
    title: 'It is not clear which one is meant',
    what: `Several members have an environment “${name}” of their own, and the server does not tell whose is whose.`,
    next: 'Archive it in the dashboard. Nothing was changed.',
  }),
  denied: ({ action, name }) => ({
    title: 'The approval was refused',
    what: `Somebody refused on the server to ${action} “${name}”. Nothing was changed.`,
    next: 'To ask once more, do the same again.',
  }),
  'no-answer': ({ action, name }) => ({
    title: 'The server did not answer',
    what:
      action === 'create'
        ? `Whether “${name}” is made is not known: the server’s list does not show it yet.`
        : `Whether “${name}” is archived is not known: the server’s list still shows it.`,
    next: 'Nothing is sent again by itself. Try again in a moment: what was done by then is noticed.',
  }),
  other: ({ action, name }) => ({
    title: 'The server refused',
    what: `It does not ${action} “${name}”, for a reason that this console does not know.`,
    next: 'Try it in the dashboard. Nothing was changed here.',
  }),
};

export const refusedEnvironmentText = (refused: Refused): ErrorText => texts[refused.why](refused);

const countOf = (count: number | undefined, one: string, many: string): string =>
  count === undefined ? `Some ${many}` : `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

export const actionNames: Readonly<Record<EnvironmentAction, string>> = {
  create: 'making',
  archive: 'archiving',
};

export function approvalText({
  action,
  name,
  host,
}: Extract<AppError, { code: 'approval-needed' }>): ErrorText {
  const where = host === undefined ? 'in the dashboard' : `on ${host}`;
  return {
    title: 'Waiting for approval',
    what: `The server wants somebody to approve ${actionNames[action]} “${name}”. Nothing was done yet.`,
    next: `Approve it ${where}, then do this again; or go on from Environments (Alt+8).`,
  };
}
