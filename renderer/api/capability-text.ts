import { type Capability, isAble, type Project, type Workspace } from '../../core/environment.ts';

const gaps: Readonly<Record<Capability, (server: string) => string>> = {
  'environments.create': (server) =>
    `${server} makes and archives environments in its dashboard. Make one there, then refresh; one that it does not list is added in Settings by its slug. On a Platos server the console does it too, with a control-plane token of the project in its connection.`,
  'environments.archive': (server) => `${server} archives environments in its dashboard.`,
  'environments.restore': (server) => `${server} keeps an archived environment so for good.`,
  'environments.edit': (server) => `${server} does not let the console edit environments.`,
  'environments.rename': (server) =>
    `${server} changes no slug, and the console cannot make an environment there to take another one’s place: on a Platos server that takes a control-plane token of the project.`,
  'environments.branches': (server) =>
    `${server} has no preview environment here that the console could make branches of.`,
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
  workspace: Pick<Workspace, 'capabilities' | 'name'>,
  capability: Capability,
  project: Pick<Project, 'lacks'> = {},
): string | undefined {
  return isAble(workspace, project, capability) ? undefined : gaps[capability](workspace.name);
}
