import type { ListedConnection } from '../../core/connection.ts';
import { type Capability, isAble, type Project, type Workspace } from '../../core/environment.ts';

const gaps: Readonly<Record<Capability, (server: string) => string>> = {
  'environments.create': (server) =>
    `${server} makes and archives environments in its dashboard, so New environment and Rename… are off here. Make one there, then refresh; one that it does not list is added in Settings by its slug. On a Platos server the console does it too, with a control-plane token of the project in its connection.`,
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
    'An access token does not reach agents. Platos gives them through its agent service, which has credentials of its own: connect the project to it in Settings (Alt+9).',
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

const onTrigger = {
  agents: 'Trigger.dev has no agents. Platos has.',
  'provider-keys': 'Trigger.dev has no provider keys. Platos has them, for its agents.',
} as const;

/** Why what the agent service has is not offered here, and whether Settings has what would give it. */
export function agentGap(
  workspace: Parameters<typeof gapText>[0],
  capability: keyof typeof onTrigger,
  connection: Pick<ListedConnection, 'speaks' | 'agentUrl'> | undefined,
): { readonly why: string; readonly inSettings: boolean } | undefined {
  const why = gapText(workspace, capability);
  if (why === undefined) return undefined;
  if (connection?.speaks === 'trigger') return { why: onTrigger[capability], inSettings: false };
  if (connection?.speaks === 'platos-tenancy')
    return {
      why: 'The console does not know the agent service of this version of Platos.',
      inSettings: false,
    };
  const first =
    connection?.agentUrl === undefined
      ? ' The address of the agent service comes first: Edit… there, at the connection.'
      : '';
  return { why: `${why}${first}`, inSettings: true };
}
