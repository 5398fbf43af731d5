import type { PlanView } from '../../core/changeset.ts';
import type { EnvironmentRef } from '../../core/environment.ts';
import type { Call } from '../../core/ipc/calls.ts';
import type { Input, Output, Reply } from '../../core/ipc/contract.ts';
import type { LaunchedApp } from './app.ts';

/** What another does meanwhile: main is asked past what the window shows, and tells it as when a server has changed. */
export function anotherHand({ page, host }: Pick<LaunchedApp, 'page' | 'host'>) {
  const ask = async <C extends Call>(call: C, input: Input<C>): Promise<Output<C>> => {
    const text = await page.evaluate(
      ([name, json]) => Reflect.get(window, 'platos')[name](json) as Promise<string>,
      [call, JSON.stringify(input)] as const,
    );
    const reply = JSON.parse(text) as Reply<C>;
    if (!reply.ok) throw new Error(`${call}: ${reply.error.code}`);
    return reply.value;
  };
  /** An environment of the first project. */
  const env = async (slug: string): Promise<EnvironmentRef> => {
    const { workspaces } = await ask('scope.list', {});
    const project = workspaces[0]?.organizations[0]?.projects[0];
    return { workspaceId: 'local', projectId: project?.id ?? '', slug };
  };
  const write = async (slug: string, source: Input<'changes.plan'>['source']): Promise<void> => {
    const plan: PlanView = await ask('changes.plan', { env: await env(slug), source });
    const { slug: asked, keys } = plan.confirmation;
    const confirmation = { slug: asked ?? '', keys };
    await ask('changes.apply', { planId: plan.id, revision: plan.revision, confirmation });
    host.emit('scope.changed', '{}');
  };
  return { ask, env, write };
}
