import type { Capability, Workspace } from '../../core/environment.ts';

const gaps: Readonly<Record<Capability, (server: string) => string>> = {
  'environments.create': (server) =>
    `${server} makes environments in its dashboard. Make one there, then refresh; one that it does not list is added in Settings by its slug.`,
  'environments.archive': (server) => `${server} archives environments in its dashboard.`,
  'environments.edit': (server) => `${server} does not let the console edit environments.`,
  'environments.rename': (server) =>
    `${server} changes no slug, and lets the console make no environment to take another one’s place.`,
  'variables.kind': (server) =>
    `${server} takes new variables as plain and keeps the kind of those it has. Its dashboard makes a variable secret when it is created there.`,
  'variables.notes': (server) => `${server} stores no notes. The workspace on this computer does.`,
  'variables.versions': (server) =>
    `${server} gives no old values. What was changed from this console is in the history (Alt+7).`,
  agents: () =>
    'An access token does not reach agents. Platos gives them through its agent service, which has credentials of its own: connect the project to it in Settings (Alt+9). Trigger.dev has no agents.',
  'provider-keys': () =>
    'An access token does not reach provider keys. Platos gives them through its agent service, which has credentials of its own: connect the project to it in Settings (Alt+9). The variables behind them are on Variables (Alt+1).',
  queues: (server) =>
    `Queues are reached with the keys of environments, and ${server} has none. Its dashboard shows what runs.`,
  'queues.create': () => 'Queues come and go with a deployment.',
  'documents.versions': (server) => `${server} gives no earlier versions of them.`,
};

/** Why something is not offered here and what would give it; undefined where it is offered. */
export function gapText(
  { capabilities, name }: Pick<Workspace, 'capabilities' | 'name'>,
  capability: Capability,
): string | undefined {
  return capabilities.includes(capability) ? undefined : gaps[capability](name);
}
