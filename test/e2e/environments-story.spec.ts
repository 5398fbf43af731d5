import { expect, type Page } from '@playwright/test';
import { prepareAgents } from '../support/agents-profile.ts';
import { findingsInBothThemes } from '../support/axe.ts';
import { test } from '../support/fixtures.ts';
import { memoryKeychain } from '../support/memory-keychain.ts';
import { removeFolder } from '../support/profile.ts';
import { decide } from '../support/server/agent/approvals.ts';
import { perMinute } from '../support/server/agent/limits.ts';
import { type PlatosServer, startPlatos } from '../support/server/server.ts';
import { environmentAt, valuesOf } from '../support/server/world.ts';
import {
  addProviderKey,
  addVariable,
  archiveOld,
  beginRename,
  type Cast,
  copyAndSwitch,
  createQa,
  followOldLink,
  newKey,
  promoteAgent,
  seeKeyStayBehind,
  variable,
} from './environments-story.ts';
import { handsOn, tabTo } from './server-story.ts';
import { rows } from './story.ts';

test.setTimeout(120_000);

/** Thirty requests a minute are fewer than the story makes; how they are waited for has tests of its own. */
const generous = { userPerMinute: perMinute(1_000), scopePerMinute: perMinute(1_000) };

test('environments of this computer: made, filled, an agent promoted without its key, renamed @chromium', async ({
  launch,
}) => {
  const cast: Cast = { agent: { slug: 'triage', name: 'Triage' }, storesPlain: false };
  const { page, said } = await launch({ keychain: memoryKeychain() });
  const hands = handsOn(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bring your environments');
  await hands.keys.press('s');
  await expect(rows(page)).toBeFocused();

  await createQa(hands);
  await expect(page.getByRole('row', { name: 'QA' })).toBeFocused();
  await addVariable(hands);
  await seeKeyStayBehind(hands, cast);
  await addProviderKey(hands, cast);
  await promoteAgent(hands, cast);
  const old = page.url();
  await beginRename(hands);
  await copyAndSwitch(hands);
  await archiveOld(hands);
  await followOldLink(hands, old, cast);
  expect(said.map(({ text }) => text).join()).not.toContain(newKey);
});

/** Somebody says yes in the dashboard to what was asked last. */
const approve = ({ world }: PlatosServer): void =>
  decide(world, world.agent.approvals.at(-1)?.id ?? '', 'approved');

const waiting = (page: Page) => page.getByRole('region', { name: 'Waiting for approval' });

const agentsIn = ({ world }: PlatosServer, slug: string) =>
  world.agent.agents.filter(({ environmentId }) => environmentId === environmentAt(world, slug).id);

test('environments of a server: made, filled, an agent promoted without its key, renamed, each with approval @chromium', async ({
  launch,
}) => {
  const cast: Cast = { agent: { slug: 'refund-helper', name: 'Refund helper' }, storesPlain: true };
  const server = await startPlatos({ agentRateLimit: generous });
  server.world.agent.interactiveApprovals = true;
  const { profile, keychain, pathTo } = await prepareAgents(server);
  try {
    const first = await launch({ profile, keychain, args: ['--path', pathTo('dev', 'environments')] });
    await expect(first.page.getByRole('grid')).toContainText('Staging');
    await createQa(handsOn(first.page));
    await expect(waiting(first.page)).toContainText('Making qa waits for an approval');
    await expect(waiting(first.page)).toContainText(`${server.url}/approvals/`);
    expect(await findingsInBothThemes(first.page)).toEqual([]);
    await first.close();

    const { page, opened } = await launch({
      profile,
      keychain,
      args: ['--path', pathTo('dev', 'environments')],
    });
    const hands = handsOn(page);
    const { keys } = hands;
    await tabTo(hands, waiting(page).getByRole('button', { name: 'Open the page' }));
    await keys.press('Enter');
    await expect.poll(() => opened).toHaveLength(1);
    await keys.press('Tab', 'Enter');
    await expect(waiting(page)).toContainText('Not approved yet');
    approve(server);
    await keys.press('Enter');
    await expect(waiting(page)).toHaveCount(0);

    await addVariable(hands);
    await seeKeyStayBehind(hands, cast);
    await addProviderKey(hands, cast);
    await promoteAgent(hands, cast);
    const [agent] = agentsIn(server, 'qa');
    const [key] = server.world.agent.providerKeys.filter(
      ({ environmentId }) => environmentId === environmentAt(server.world, 'qa').id,
    );
    expect(agent).toMatchObject({ slug: 'refund-helper', providerKeyId: key?.id ?? 'none' });
    expect(valuesOf(server.world, environmentAt(server.world, 'qa').id).get(variable)?.value).toBe(newKey);

    const old = page.url();
    await beginRename(hands);
    await expect(page.getByRole('dialog')).toContainText('Waiting for approval');
    approve(server);
    await keys.press('Control+Enter');
    await copyAndSwitch(hands);
    await keys.press('Control+Enter');
    await expect(page.getByRole('dialog')).toContainText('1 change');
    await keys.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await archiveOld(hands);
    await expect(waiting(page)).toContainText('Archiving qa waits for an approval');
    approve(server);
    await tabTo(hands, waiting(page).getByRole('button', { name: 'Approved: continue' }));
    await keys.press('Enter');
    await followOldLink(hands, old, cast);
    expect(environmentAt(server.world, 'qa').archived).toBe(true);
    expect(agentsIn(server, 'uat')).toMatchObject([{ slug: 'refund-helper', isActive: true }]);
  } finally {
    await server.close();
    removeFolder(profile);
  }
});
