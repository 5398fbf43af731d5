import { ORIGIN } from '../../main/hosts/chromium/flags.ts';
import { pages } from '../../renderer/router/pages.ts';
import { findingsInBothThemes } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import {
  fillDocuments,
  fillHistory,
  fillMany,
  type PreparedProfile,
  pathTo,
  prepareProfile,
  removeFolder,
} from '../support/profile.ts';
import { type Before, failing, silent } from '../support/recorder.ts';

test.describe.configure({ mode: 'parallel' });

type Page = (typeof pages)[number];

/** What a page reads beside the list of environments. The others show what was read already. */
const readsOf: Readonly<Record<string, readonly string[]>> = {
  'environment-variables': ['variables.list', 'drafts.list', 'rules.list'],
  compare: ['variables.list', 'rules.list'],
  promote: ['variables.list', 'rules.list'],
  agents: ['agents.list'],
  providers: ['providers.list'],
  queues: ['queues.list'],
  history: ['history.list'],
};

interface State {
  readonly name: string;
  readonly prepare: () => Promise<PreparedProfile>;
  /** What becomes of the calls that the page cannot do without. */
  readonly holds?: typeof silent | typeof failing;
  /** What shows that a page is in this state; by default its heading. */
  readonly shows: (page: Page) => string;
}

const few = { dev: { A: '1', B_SECRET: 'x' }, staging: { A: '1' }, production: { A: '2', C: '' } };
const lists = ['environment-variables', 'compare', 'promote', 'agents', 'providers', 'queues', 'history'];
const withoutRows = ['environment-variables', 'compare', 'promote', 'agents', 'queues'];

const states: readonly State[] = [
  {
    name: 'empty',
    prepare: () => prepareProfile({ dev: {} }),
    shows: ({ slug }) => (withoutRows.includes(slug) ? '.state' : 'h1'),
  },
  {
    name: 'loading',
    prepare: () => prepareProfile(few),
    holds: silent,
    shows: ({ slug }) => (slug === 'promote' ? '.promote :text("…")' : '.loading'),
  },
  { name: 'error', prepare: () => prepareProfile(few), holds: failing, shows: () => '[role=alert]' },
  {
    name: '20,000 rows',
    prepare: () =>
      prepareProfile({ dev: {}, staging: {}, production: {} }, (made, store) => {
        fillMany(made, store, 20_000);
        fillHistory(made, store, 20_000);
        fillDocuments(made, store, 500);
      }),
    shows: ({ slug }) => (lists.includes(slug) ? '[role=grid] [role=row] >> nth=8' : 'h1'),
  },
];

for (const { name, prepare, holds, shows } of states)
  test(`axe finds nothing on any page: ${name} @chromium`, async ({ launch }) => {
    test.setTimeout(180_000);
    const { profile, keychain } = await prepare();
    let before: Before = (call, json, answer) => answer(call, json);
    const { page } = await launch({
      profile,
      keychain,
      before: (call, json, answer) => before(call, json, answer),
    });
    await page.locator('.strip').waitFor();
    const seen: string[] = [];
    for (const each of pages) {
      if (holds !== undefined) before = holds(...(readsOf[each.slug] ?? ['scope.list']));
      await page.goto(`${ORIGIN}${pathTo('dev', each.slug)}`);
      if (each.slug === 'promote' && name === '20,000 rows') {
        await page.locator('html[data-ready=true]').waitFor({ state: 'attached' });
        await page.keyboard.press('Control+Enter');
      }
      await page.locator(shows(each)).first().waitFor();
      const found = await findingsInBothThemes(page);
      expect.soft(found, `${each.slug}, ${name}`).toEqual([]);
      for (const theme of ['light', 'dark']) seen.push(`${each.slug}, ${theme}, ${name}`);
    }
    console.log(seen.map((line) => `  axe: ${line}`).join('\n'));
    expect(seen).toHaveLength(pages.length * 2);
    removeFolder(profile);
  });
