import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { EnvironmentRef } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import { noKeychain } from '../../../main/keychain/no-keychain.ts';
import { applyPlan } from '../../../main/services/apply-plan.ts';
import { createContext } from '../../../main/services/create-context.ts';
import { putDrafts } from '../../../main/services/drafts-put.ts';
import { planChanges } from '../../../main/services/plan-changes.ts';
import { openStore } from '../../../main/store/open.ts';
import { patchesOf, typedText } from './work.ts';

/**
 * The process that is killed: main without its window, applying one large plan while somebody types.
 *
 * One line of JSON on standard input tells what to do; every line on standard output is an event:
 * `typed N AT` a key press, `beat AT RUNNABLE USED` (see `pulse.ts`), `applying`, `written N` and `done`.
 */
const Order = z.object({
  dir: z.string(),
  key: z.string(),
  seed: z.number(),
  operations: z.number(),
  env: EnvironmentRef,
  typing: EnvironmentRef,
});

new Worker(new URL('./pulse.ts', import.meta.url));

const say = (...words: readonly (string | number)[]): void =>
  void process.stdout.write(`${words.join(' ')}\n`);

const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const order = Order.parse(JSON.parse(line));
const context = createContext(openStore({ dir: order.dir, key: Buffer.from(order.key, 'hex') }), {
  clipboard: { read: async () => '', write: async () => undefined },
  mode: 'session',
  keychain: noKeychain,
  openExternal: async () => undefined,
  emit: (event, payload) => {
    if (event === 'changes.progress' && 'done' in payload) say('written', payload.done);
  },
});

/** As an open editor does: the first key press after a save starts the delay, so that steady typing is saved too. */
let presses = 0;
let saving = false;
setInterval(() => {
  presses += 1;
  say('typed', presses, Date.now());
  if (saving) return;
  saving = true;
  setTimeout(async () => {
    saving = false;
    await putDrafts(context, { env: order.typing, patches: [{ key: 'TYPED', value: typedText(presses) }] });
  }, limits.draftDelayMs);
}, 7);

const plan = await planChanges(context, {
  env: order.env,
  source: { type: 'patches', patches: [...patchesOf(order.seed, order.operations)] },
});
say('applying');
await applyPlan(context, { planId: plan.id, revision: plan.revision, confirmation: { slug: '', keys: [] } });
say('done');
