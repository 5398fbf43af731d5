import { expect, test } from '@playwright/test';
import { noKeychain } from '../../main/keychain/no-keychain.ts';
import { launchApp } from '../support/app.ts';
import { connect } from '../support/connect-keys.ts';
import { flavours } from '../support/server/flavour.ts';
import { addRootEnvironments, sampleWorld } from '../support/server/samples.ts';
import { type FakeServer, startServer } from '../support/server/server.ts';
import { environmentAt, put } from '../support/server/world.ts';

const markup = '<img src=x onerror="document.title=`pwned`">';
const turned = 'gnigats\u202e \u2066tcejorp';
const long = 'A_VERY_LONG_NAME_'.repeat(50);

/** A server whose first project is named to mislead, with variables of the same kind. */
async function hostileServer(): Promise<FakeServer> {
  const world = sampleWorld(flavours.trigger);
  const createdAt = '2026-01-05T09:00:00.000Z';
  const members = [{ userId: 'user_ada', role: 'ADMIN' as const }];
  world.organizations.unshift({ id: 'org_evil', title: markup, slug: '__proto__', createdAt, members });
  const project = {
    id: 'p_evil',
    ref: '__proto__',
    slug: 'constructor',
    createdAt,
    organizationId: 'org_evil',
  };
  world.projects.unshift({ ...project, name: turned });
  addRootEnvironments(world, { ...project, name: turned }, ['DEVELOPMENT', 'PRODUCTION']);
  const { id } = environmentAt(world, 'dev', '__proto__');
  for (const key of ['__proto__', '<b>bold</b>', 'PAY\u202eLOAD', 'a/b', '..', long])
    put(world, id, key, markup);
  return startServer({ flavour: 'trigger', world });
}

test('names and values of markup, of turned letters and of any length are text in the window @chromium', async () => {
  const there = await hostileServer();
  const app = await launchApp({ keychain: noKeychain });
  try {
    const { page } = app;
    page.on('dialog', (dialog) => void dialog.dismiss());
    await connect(page, there);
    const grid = page.getByRole('grid');
    for (const key of ['__proto__', '<b>bold</b>', 'a/b', '..']) await expect(grid).toContainText(key);
    await expect(grid).toContainText('U+202E');
    await expect(grid).toContainText('onerror');
    for (const name of [markup, 'gnigats\ufffd \ufffdtcejorp'])
      await expect(page.locator('.switcher-part', { hasText: name })).toBeVisible();
    await page.keyboard.press('Control+2');
    await expect(page.locator('.strip')).toContainText('Production');
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Alt+2');
    await expect(page.getByRole('grid')).toContainText('<b>bold</b>');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('b').count()).toBe(0);
    expect(await page.title()).not.toContain('pwned');
    expect(app.errors).toEqual([]);
  } finally {
    await app.close();
    await there.close();
  }
});
