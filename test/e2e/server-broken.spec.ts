import { join } from 'node:path';
import { expect } from '@playwright/test';
import { noKeychain } from '../../main/keychain/no-keychain.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { machine, type RemoteApp } from '../support/remote.ts';
import { stall } from '../support/server/faults.ts';
import type { FakeServer } from '../support/server/server.ts';
import {
  choosePromotion,
  confirmProduction,
  connect,
  expectOnce,
  fillStaging,
  type Hands,
  handsOn,
  openHistory,
  seeMessage,
  test,
  written,
} from './server-story.ts';
import { openWithPassphrase, passphrase } from './story.ts';

test.setTimeout(180_000);

const count = 120;
/** Writes that are answered before all that follow happen and stay without an answer: a batch, and a part of the next. */
const answered = 60;
/** Each of the console's parallel writes hangs then. */
const hanging = 4;

/** From some write on, the server does what it is asked and says nothing. */
function stopAnswering({ faults }: FakeServer): void {
  faults.add(stall(true), {
    method: 'POST',
    path: /\/envvars\/prod$/,
    nth: answered + 1,
    times: count,
  });
}

const hangs = (server: FakeServer): Promise<void> =>
  expect.poll(() => written(server).size, { timeout: 60_000 }).toBe(answered + hanging);

/** In the history: what was in doubt is known by reading, and the rest is done, nothing twice. */
async function finish(hands: Hands, server: FakeServer, made: readonly string[]): Promise<void> {
  const { page, keys } = hands;
  const rest = count - answered - hanging;
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details).toContainText(`${answered + hanging} of ${count} written`);
  await keys.press('e');
  await expect(page.getByRole('dialog')).toContainText(`${rest} changes: ${rest} new`);
  await confirmProduction(hands);
  await seeMessage(hands, `${rest} changes applied to Production`);
  expectOnce(server, made);
}

for (const flavour of ['trigger', 'platos-b'] as const)
  test(`${flavour}: the server is killed half way through an apply and started again @chromium`, async ({
    launch,
    serve,
  }) => {
    const server = await serve({ flavour });
    const made = fillStaging(server, count);
    const { page } = await launch({ keychain: memoryKeychain() });
    const hands = handsOn(page);
    const review = page.getByRole('region', { name: 'Review' });
    await connect(hands, server);
    await choosePromotion(hands, count);
    stopAnswering(server);
    await confirmProduction(hands);
    await hangs(server);
    await server.close();
    await expect(review).toContainText('The server cannot be reached');
    await expect(review).toContainText(`50 of ${count} changes were applied`);
    await expect(review).toContainText(`${answered + hanging - 50} are in doubt`);
    await expect(review).toContainText('In doubt: may or may not have been written');
    await hands.keys.press('End');
    await expect(review).toContainText('Done');
    const details = await openHistory(hands, 'Production');
    await expect(details).toContainText('partial');
    await expect(details).toContainText(`${answered + hanging - 50} are in doubt`);

    const again = await serve({ flavour, world: server.world, port: server.port });
    await hands.keys.press('Control+r');
    await expect(details).not.toContainText('in doubt');
    await finish(hands, again, made);
  });

/** The same promotion in an app of its own, up to the last key before it writes. */
async function promoteIn(app: RemoteApp, { url, token }: FakeServer): Promise<void> {
  const see = (selector: string, text = '') => app.ask({ do: 'see', selector, text });
  const press = async (...chords: readonly string[]) => {
    for (const keys of chords) await app.ask({ do: 'press', keys });
  };
  const type = (text: string) => app.ask({ do: 'type', text });
  await see('button:focus', 'Use a passphrase');
  await press('Enter');
  await see('input:focus');
  await type(passphrase);
  await press('Tab');
  await type(passphrase);
  await press('Enter');
  await see('h1', 'Bring your environments');
  await press('c');
  await see('input:focus');
  await type(url);
  await press('Tab', 'Control+a');
  await type('Work');
  await press('Enter');
  await see('button:focus', 'Log in with the browser');
  await press('t');
  await see('input[type=password]:focus');
  await type(token);
  await press('Enter');
  await see('.strip strong', 'Development');
  await press('Control+2');
  await see('.strip strong', 'Staging');
  await press('Alt+3');
  await see('.promote-counts', 'new to Production');
  await press('Control+Enter');
  await see('[role=grid]:focus');
  await press('/');
  await type('BULK_');
  await see(`[role=grid][aria-rowcount="${count + 1}"]`);
  await press('Enter', 'a');
  await see('.promote-foot [role=status]', `${count} to copy`);
  await press('Control+Enter');
  await see('.promote-review', `${count} changes: ${count} new`);
  await see('input:focus');
  await type('prod');
}

test('the console is killed half way through an apply, and started again @chromium', async ({
  launch,
  serve,
}) => {
  test.skip(process.platform !== 'linux', 'the processes of the console are found in /proc');
  const server = await serve();
  const made = fillStaging(server, count);
  const own = machine();
  try {
    const app = await own.start();
    await promoteIn(app, server);
    stopAnswering(server);
    await app.ask({ do: 'press', keys: 'Control+Enter' });
    await hangs(server);
    app.kill();
    await app.ended;
    server.faults.clear();

    const second = await launch({ profile: join(own.root, 'profile'), keychain: noKeychain });
    const { page } = second;
    const hands = handsOn(page);
    await openWithPassphrase(page, hands.keys);
    await expect(page.getByRole('alert')).toContainText('An apply was interrupted');
    await expect(await openHistory(hands, 'Production')).toContainText('interrupted');
    await hands.keys.press('Control+r');
    await finish(hands, server, made);
    await second.close();
  } finally {
    own.remove();
  }
});
