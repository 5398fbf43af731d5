import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { EnvironmentRef } from '../../../core/environment.ts';
import { noKeychain } from '../../../main/keychain/no-keychain.ts';
import { applyPlan } from '../../../main/services/apply-plan.ts';
import { createContext } from '../../../main/services/create-context.ts';
import { planChanges } from '../../../main/services/plan-changes.ts';
import { openStore } from '../../../main/store/open.ts';

/** The process that is killed while it writes to a server: main without its window. One line on standard input orders it. */
const Order = z.object({
  dir: z.string(),
  key: z.string(),
  env: EnvironmentRef,
  values: z.record(z.string(), z.string()),
});

const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const { dir, key, env, values } = Order.parse(JSON.parse(line));
const context = createContext(openStore({ dir, key: Buffer.from(key, 'hex') }), {
  clipboard: { read: async () => '', write: async () => undefined },
  mode: 'session',
  keychain: noKeychain,
  openExternal: async () => undefined,
  emit: () => undefined,
});
const patches = Object.entries(values).map(([name, value]) => ({ key: name, value }));
const plan = await planChanges(context, { env, source: { type: 'patches', patches } });
await applyPlan(context, { planId: plan.id, revision: plan.revision, confirmation: { slug: '', keys: [] } });
process.exit();
