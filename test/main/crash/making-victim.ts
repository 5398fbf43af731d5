import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { EnvironmentRef } from '../../../core/environment.ts';
import type { Deed, WorkspacePort } from '../../../core/workspace.ts';
import { noKeychain } from '../../../main/keychain/no-keychain.ts';
import { applyPlan } from '../../../main/services/apply-plan.ts';
import type { Context } from '../../../main/services/context.ts';
import { createContext } from '../../../main/services/create-context.ts';
import { archiveEnvironment, createEnvironment } from '../../../main/services/environments.ts';
import { makePlan } from '../../../main/services/make-plan.ts';
import { openStore } from '../../../main/store/open.ts';

/**
 * The process that is killed while it makes an environment and fills it, or archives one: main without its window.
 *
 * One line of JSON on standard input tells what to do and at which moment it kills itself.
 */
const Order = z.object({
  dir: z.string(),
  key: z.string(),
  env: EnvironmentRef,
  values: z.record(z.string(), z.string()),
  /** By a plan with these values, or by hand; or `dev` is archived. */
  by: z.enum(['plan', 'hand', 'archiving']),
  at: z.enum(['before it is made', 'in the middle of making it', 'once it is made']),
});

const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const order = Order.parse(JSON.parse(line));
const die = (at: typeof order.at): void => {
  if (order.at === at) process.kill(process.pid, 'SIGKILL');
};

const dyingDeed = (deed: Deed | undefined): Deed => ({
  done: () => {
    deed?.done();
    die('in the middle of making it');
  },
});

const dying = (workspace: WorkspacePort): WorkspacePort => ({
  ...workspace,
  createEnvironment: async (project, input, deed) => {
    die('before it is made');
    const environment = await workspace.createEnvironment(project, input, dyingDeed(deed));
    die('once it is made');
    return environment;
  },
  ...(workspace.manage && {
    manage: {
      ...workspace.manage,
      archiveEnvironment: async (env, archived, deed) => {
        die('before it is made');
        await workspace.manage?.archiveEnvironment(env, archived, dyingDeed(deed));
        die('once it is made');
      },
    },
  }),
});

const opened = createContext(openStore({ dir: order.dir, key: Buffer.from(order.key, 'hex') }), {
  clipboard: { read: async () => '', write: async () => undefined },
  openExternal: async () => undefined,
  keychain: noKeychain,
  mode: 'session',
  emit: () => undefined,
});
const workspaces = new Map([...opened.workspaces].map(([id, one]) => [id, dying(one)]));
const context: Context = { ...opened, workspaces };
const { env } = order;
const made = { slug: env.slug, name: 'Fresh', kind: 'staging' } as const;

async function applyOne(): Promise<void> {
  const plan = await makePlan(context, {
    env,
    wanted: Object.entries(order.values).map(([key, value]) => ({ type: 'set', key, value })),
    title: 'Import',
    source: 'import',
    createsEnvironment: made,
  });
  const confirmation = { slug: '', keys: [] };
  await applyPlan(context, { planId: plan.id, revision: plan.revision, confirmation });
}

if (order.by === 'plan') await applyOne();
else if (order.by === 'hand') await createEnvironment(context, { project: env, ...made });
else await archiveEnvironment(context, { env: { ...env, slug: 'dev' }, archived: true, confirmation: 'dev' });
