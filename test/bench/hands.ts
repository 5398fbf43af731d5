import type { Page } from 'playwright-core';
import { marks } from './marks.ts';
import { atMost, type Result } from './measure.ts';
import { makeProfile } from './profile.ts';
import { openWindow, settled } from './window.ts';

interface Hands {
  /** A key or a chord: one. */
  readonly press: (key: string) => Promise<void>;
  /** One for each character. */
  readonly type: (text: string) => Promise<void>;
  /** Characters that the task's mark leaves out: a value. */
  readonly free: (text: string) => Promise<void>;
  readonly count: () => number;
}

function handsOn(page: Page): Hands {
  let count = 0;
  const press = async (key: string) => {
    count += 1;
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await page.waitForTimeout(60);
  };
  return {
    press,
    type: async (text) => {
      for (const character of text) await press(character);
    },
    free: (text) => page.keyboard.type(text),
    count: () => count,
  };
}

/** Waits until the page says so, or fails: a task that did not come to its end has no count. */
async function sees(what: string, found: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    if (await found()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not seen: ${what}`);
}

const textOf = (page: Page, selector: string): Promise<string> =>
  page.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? '', selector);

const countOf = (page: Page, selector: string): Promise<number> =>
  page.evaluate((wanted) => document.querySelectorAll(wanted).length, selector);

/** Keys of the rows as shown, from the top. */
const rowKeys = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.grid-row')]
      .sort((a, b) => Number(a.dataset['index']) - Number(b.dataset['index']))
      .map((row) => row.querySelector('[role=rowheader]')?.textContent ?? ''),
  );

async function switchEnvironment(page: Page, { press }: Hands): Promise<void> {
  await press('Control+3');
  await sees('production', async () => (await textOf(page, '.strip strong')) === 'Production');
}

async function compareAll(page: Page, { press }: Hands): Promise<void> {
  await press('Alt+2');
  const name = 'Staging compared with Production';
  await sees(name, async () => (await countOf(page, `[role=grid][aria-label="${name}"] .grid-row`)) > 10);
}

async function lookAtOneKey(page: Page, { press, type }: Hands): Promise<void> {
  await press('Control+2');
  await press('/');
  await type('signi');
  await sees('that the secret differs', async () => {
    const row = await textOf(page, '.grid-row');
    const alone = (await countOf(page, '.grid-row')) === 1;
    return alone && row.includes('JWT_SIGNING_KEY') && row.includes('secret') && /differ/i.test(row);
  });
}

/** Every second row of those that differ, from the first: new ones and changed ones, credentials among them. */
async function promoteTen(page: Page, { press, type }: Hands, held: Fingerprints): Promise<void> {
  await press('Control+2');
  await press('Alt+3');
  await sees('the first step', async () => (await countOf(page, '.promote-count strong')) === 4);
  await sees('the counts', async () => /\d/.test(await textOf(page, '.promote-count strong')));
  await press('Control+Enter');
  await sees('the keys', async () => (await rowKeys(page)).length > 10);
  const keys = await rowKeys(page);
  const wanted = keys.filter((_, at) => at % 2 === 0).slice(0, 10);
  const before = await held('prod', keys);
  for (const key of keys.slice(0, keys.indexOf(wanted.at(-1) ?? '') + 1))
    await press(wanted.includes(key) ? 'Space' : 'ArrowDown');
  await press('Control+Enter');
  await sees('the review', async () => (await countOf(page, '.confirmation input')) > 0);
  await type('prod');
  await press('Control+Enter');
  const staging = await held('staging', keys);
  await sees('ten promoted keys and no other', async () => {
    const after = await held('prod', keys);
    return keys.every((key, at) => after[at] === (wanted.includes(key) ? staging[at] : before[at]));
  });
  if (!wanted.some((key) => before[keys.indexOf(key)] === undefined))
    throw new Error('none of the ten was missing in production');
}

const newValue = 'sk-ant-fake-rotated-0000-not-a-real-key';

async function rotate(page: Page, { press, type, free }: Hands, held: Fingerprints): Promise<void> {
  const everywhere = async () =>
    (await Promise.all(['dev', 'staging', 'prod'].map((slug) => held(slug, ['ANTHROPIC_API_KEY'])))).flat();
  const before = await everywhere();
  await press('/');
  await type('h');
  await press('Enter');
  await press('s');
  await sees('the dialog', async () => (await countOf(page, '[role=dialog] textarea')) > 0);
  await free(newValue);
  await press('Control+Enter');
  for (const name of ['Development', 'Staging', 'Production']) {
    await sees(`the review of ${name}`, async () => {
      const dialog = await textOf(page, '[role=dialog]');
      return dialog.includes(`to ${name}`);
    });
    if (name === 'Production') await type('prod');
    await press('Control+Enter');
  }
  await sees('one new value in three environments', async () => {
    const after = await everywhere();
    return after.every((one) => one === after[0]) && before.every((one) => one !== after[0]);
  });
}

/** What main holds, by slug and key: the outcome of a task. Undefined for a key that is not set. */
type Fingerprints = (slug: string, keys: readonly string[]) => Promise<readonly (string | undefined)[]>;

type Task = (page: Page, hands: Hands, held: Fingerprints) => Promise<void>;

const dashboard = 'Trigger.dev dashboard';

interface Described {
  readonly name: string;
  readonly mark: number;
  readonly task: Task;
  readonly peer?: NonNullable<Result['peer']>;
}

const tasks: readonly Described[] = [
  { name: marks.handsSwitch, mark: 1, task: switchEnvironment, peer: { name: dashboard, value: 2 } },
  { name: marks.handsCompare, mark: 1, task: compareAll, peer: { name: dashboard, says: 'not offered' } },
  {
    name: marks.handsKey,
    mark: 8,
    task: lookAtOneKey,
    peer: { name: dashboard, value: 17, says: 'secrets impossible' },
  },
  {
    name: marks.handsPromote,
    mark: 30,
    task: promoteTen,
    peer: { name: dashboard, value: 60, says: 'if present; 123 if missing; secrets impossible' },
  },
  {
    name: marks.handsRotate,
    mark: 12,
    task: rotate,
    peer: { name: dashboard, says: 'not offered' },
  },
];

/** Key presses of each task, really made in a window of the sample project that shows the variables of dev. */
export async function* handsResults(): AsyncGenerator<Result> {
  for (const { name, mark, task, peer } of tasks) {
    let path = '';
    const profile = await makeProfile({}, async ({ ask }) => {
      path = (await ask('scope.openSample', {})).path.replace(/env\/[^/]+/, 'env/dev');
    });
    const app = await openWindow(profile, path);
    try {
      await settled(app.page);
      const hands = handsOn(app.page);
      await task(app.page, hands, fingerprintsOf(app.page, path));
      const count = hands.count();
      yield atMost({
        name,
        value: count,
        unit: 'hands',
        mark,
        n: 1,
        samples: [count],
        ...(peer === undefined ? {} : { peer }),
      });
      if (app.errors.length > 0) throw new Error(app.errors.join('\n'));
    } finally {
      await app.close();
      profile.remove();
    }
  }
}

/** Through the bridge of the page, as the app itself would ask: fingerprints tell equal from different. */
function fingerprintsOf(page: Page, path: string): Fingerprints {
  const projectSlug = path.split('/')[6] ?? '';
  return (slug, keys) =>
    page.evaluate(
      async ([projectSlug, slug, keys]) => {
        const { platos } = globalThis as unknown as {
          platos: Record<string, (json: string) => Promise<string>>;
        };
        const ask = async (call: string, input: object) =>
          JSON.parse((await platos[call]?.(JSON.stringify(input))) ?? '{}').value;
        const { workspaces } = await ask('scope.list', {});
        const { id } = workspaces[0].organizations
          .flatMap((one: { projects: unknown[] }) => one.projects)
          .find((one: { slug: string }) => one.slug === projectSlug);
        const env = { workspaceId: 'local', projectId: id, slug };
        const { rows } = await ask('variables.list', { env });
        const found = new Map<string, string>(
          rows.map((row: { key: string; fingerprint: string }) => [row.key, row.fingerprint]),
        );
        return keys.map((key) => found.get(key));
      },
      [projectSlug, slug, [...keys]] as const,
    );
}
