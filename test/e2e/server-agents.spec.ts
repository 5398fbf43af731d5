import type { Page } from 'playwright-core';
import { ORIGIN } from '../../main/hosts/chromium/flags.ts';
import { prepareAgents } from '../support/agents-profile.ts';
import { test as base, expect } from '../support/fixtures.ts';
import { removeFolder } from '../support/profile.ts';
import { fail, stall } from '../support/server/faults.ts';
import { type PlatosServer, startPlatos } from '../support/server/server.ts';
import { environmentAt } from '../support/server/world.ts';

const test = base.extend<{ readonly server: PlatosServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures asked for here
  server: async ({}, use) => {
    const server = await startPlatos({ flavour: 'platos-a' });
    await use(server);
    await server.close();
  },
});

test.setTimeout(120_000);

async function press(page: Page, ...chords: readonly string[]): Promise<void> {
  for (const chord of chords) await page.keyboard.press(chord);
}

const dialog = (page: Page) => page.getByRole('dialog');
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

/** The production slug is typed in every review. */
async function confirmProduction(page: Page): Promise<void> {
  await press(page, 'Control+Enter');
  await page.keyboard.type('prod');
  await press(page, 'Control+Enter');
  await expect(dialog(page)).toBeHidden();
}

/** All that the agent of production is, but for which version it is at. */
function triageInProduction({ world }: PlatosServer) {
  const { id } = environmentAt(world, 'prod');
  const found = world.agent.agents.filter((one) => one.environmentId === id);
  expect(found.map(({ slug }) => slug)).toEqual(['triage']);
  const skills = world.agent.skills.filter(({ agentIds }) => agentIds.includes(found[0]?.id ?? ''));
  const own = { ...found[0], currentVersionId: null, updatedAt: null };
  return structuredClone({ ...own, skills: skills.map(({ name }) => name) });
}

test('an agent of a server is promoted to production with keys resolved there, and undone exactly @chromium', async ({
  launch,
  server,
}) => {
  const { profile, keychain, pathTo } = await prepareAgents(server);
  const { page, said } = await launch({ profile, keychain });
  await page.locator('.strip').waitFor();
  await page.goto(`${ORIGIN}${pathTo('dev', 'agents')}`);
  await expect(row(page, 'triage')).toContainText('Production: differs');
  const was = triageInProduction(server);
  await press(page, 'End', 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Triage' })).toBeVisible();
  await page.waitForSelector('html[data-ready=true]');
  await press(page, 'c');
  await expect(page.getByRole('checkbox', { name: 'Staging' })).toBeFocused();
  await press(page, 'Space', 'Tab', 'Tab', 'Tab', 'Space');
  const target = page.getByRole('region', { name: 'In Production', exact: true });
  await expect(target).toContainText('ANTHROPIC_API_KEY');
  await expect(target).toContainText('describe-picture');
  await press(page, 'Control+Enter');
  await expect(dialog(page)).toContainText('describe-picture lacks GOOGLE_GENERATIVE_AI_API_KEY');
  await confirmProduction(page);
  await expect(page.getByText('1 change applied to Production: agent triage.')).toBeVisible();
  const promoted = triageInProduction(server);
  expect(promoted).toMatchObject({
    systemPrompt: expect.stringContaining('by urgency'),
    maxSteps: 12,
    providerKeyId: was.providerKeyId,
    modelRoutes: [
      { label: 'answers', providerKeyId: 'pkey_prod_anthropic-production' },
      { label: 'titles', providerKeyId: 'pkey_prod_openai-production' },
    ],
    toolsBlockConfig: was.toolsBlockConfig,
    skills: ['translate'],
  });

  await press(page, 'Control+5');
  await expect(page.locator('.strip')).toContainText('Production');
  await press(page, 'Alt+7');
  await expect(page.getByRole('complementary')).toContainText('Prompt blocks › Sources');
  await press(page, 'u');
  await expect(dialog(page)).toContainText('Undo: Clone agent triage');
  await confirmProduction(page);
  await expect(page.getByText('1 change undone in Production: agent triage.')).toBeVisible();
  expect(triageInProduction(server)).toEqual(was);
  for (const { text } of said) expect(text).not.toMatch(/pkey_|agent_(dev|prod)_/);
  removeFolder(profile);
});

test('versions of an agent come from its server, and one of them is brought back @chromium', async ({
  launch,
  server,
}) => {
  const { profile, keychain, pathTo } = await prepareAgents(server);
  const { page } = await launch({ profile, keychain });
  await page.locator('.strip').waitFor();
  await page.goto(`${ORIGIN}${pathTo('dev', 'agents')}?agent=triage`);
  await expect(page.getByRole('heading', { level: 1, name: 'Triage' })).toBeVisible();
  await page.waitForSelector('html[data-ready=true]');
  await press(page, 'v');
  await expect(dialog(page)).toContainText('System prompt');
  await press(page, 'Control+Enter');
  await expect(dialog(page)).toContainText('Restore agent triage to version 1');
  await press(page, 'Control+Enter');
  await expect(page.getByText('1 change applied to Development: agent triage.')).toBeVisible();
  await expect(page.locator('.agent')).not.toContainText('by urgency');
  await expect(page.locator('.agent')).toContainText('translate');

  await page.goto(`${ORIGIN}${pathTo('dev', 'agents').replace('support-bot', 'billing')}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No agents here');
  await expect(page.getByText(/no credentials.*Settings/)).toBeVisible();
  await press(page, 'Alt+5');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No providers here');
  removeFolder(profile);
});

test('where nothing comes, the page says why and leads to what is missing or back @chromium', async ({
  launch,
  server,
}) => {
  const { profile, keychain, pathTo } = await prepareAgents(server);
  const { page } = await launch({ profile, keychain });
  await page.locator('.strip').waitFor();
  server.faults.add(fail(401));
  server.agent.faults.add(fail(401));
  await page.goto(`${ORIGIN}${pathTo('stg', 'queues')}`);
  await expect(page.getByRole('alert')).toContainText('The token is not accepted');
  await page.getByRole('button', { name: 'Log in again' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Log in to Work' })).toBeVisible();
  await press(page, 'Escape');
  await page.goto(`${ORIGIN}${pathTo('stg', 'agents')}`);
  await expect(page.getByRole('alert')).toContainText('The control-plane token is not accepted');
  await page.getByRole('button', { name: 'Open Settings' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Agent service of Work' })).toBeVisible();

  server.agent.faults.clear();
  server.agent.faults.add(fail(503));
  await page.goto(`${ORIGIN}${pathTo('stg', 'agents')}?agent=triage`);
  await expect(page.getByRole('alert')).toContainText('An error inside the server');
  await expect(page.getByRole('alert')).not.toContainText('stays readable');
  await press(page, 'Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Agents' })).toBeVisible();
  removeFolder(profile);
});

test('who is waited for is said after a while @chromium', async ({ launch, server }) => {
  const { profile, keychain, pathTo } = await prepareAgents(server);
  const { page } = await launch({ profile, keychain });
  await page.locator('.strip').waitFor();
  server.faults.add(stall());
  await page.goto(`${ORIGIN}${pathTo('stg', 'queues')}`);
  await expect(page.getByText('“Work” was asked and has not answered yet.')).toBeVisible();
  removeFolder(profile);
});
