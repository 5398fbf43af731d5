import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { EnvironmentRef } from '../../../core/environment.ts';
import type { WorkspacePort } from '../../../core/workspace.ts';
import { noKeychain } from '../../../main/keychain/no-keychain.ts';
import { applyPlan } from '../../../main/services/apply-plan.ts';
import type { Context } from '../../../main/services/context.ts';
import { createContext } from '../../../main/services/create-context.ts';
import { makePlan } from '../../../main/services/make-plan.ts';
import { openStore } from '../../../main/store/open.ts';

/**
 * The process that is killed while it makes an environment and fills it: main without its window.
 *
 * One line of JSON on standard input tells what to do and at which moment it kills itself.
 */
const Order = z.object({
  dir: z.string(),
  key: z.string(),
  env: EnvironmentRef,
  values: z.record(z.string(), z.string()),
  at: z.enum(['before it is made', 'in the middle of making it', 'once it is made']),
});

const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const order = Order.parse(JSON.parse(line));
const die = (at: typeof order.at): void => {
  if (order.at === at) process.kill(process.pid, 'SIGKILL');
};

const dying = (workspace: WorkspacePort): WorkspacePort => ({
  ...workspace,
  createEnvironment: async (project, input, made) => {
    die('before it is made');
    const environment = await workspace.createEnvironment(project, input, () => {
      made?.();
      die('in the middle of making it');
    });
    die('once it is made');
    return environment;
  },
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
const plan = await makePlan(context, {
  env: order.env,
  wanted: Object.entries(order.values).map(([key, value]) => ({ type: 'set', key, value })),
  title: 'Import',
  source: 'import',
  createsEnvironment: { slug: order.env.slug, name: 'Fresh', kind: 'staging' },
});
const confirmation = { slug: '', keys: [] };
await applyPlan(context, { planId: plan.id, revision: plan.revision, confirmation });
