import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createKeychain } from '../../main/keychain/keychain.ts';
import { hasTool } from '../main/store/support.ts';
import type { LaunchedApp, LaunchOptions } from '../support/app.ts';
import { smallDisk } from '../support/disk.ts';
import { expect, test } from '../support/fixtures.ts';
import { type Keyring, lackingForKeyring, startKeyring } from '../support/keyring.ts';
import { newFolder, type PreparedProfile, pathTo, prepareProfile, removeFolder } from '../support/profile.ts';

type Launch = (options?: LaunchOptions) => Promise<LaunchedApp>;

const lacking = [...lackingForKeyring, ...(hasTool('secret-tool') ? [] : ['secret-tool'])];
const kept = { dev: { KEPT_KEY: 'kept value' } };
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const cleanups: (() => unknown)[] = [];
test.afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function prepared(): Promise<PreparedProfile> {
  const made = await prepareProfile(kept);
  cleanups.push(() => removeFolder(made.profile));
  return made;
}

/** Every file below a folder with what it holds. */
function contents(
  dir: string,
  without: RegExp = /(^|\/)(lock\.db.*|store\.db-shm|.*\.aside)$/,
): Readonly<Record<string, string>> {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => !without.test(name) && statSync(join(dir, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dir, name)))
        .digest('hex'),
    ]),
  );
}

/** Goes to the button of this name by Tab and presses it. */
async function pressByKeys(page: Page, name: string): Promise<void> {
  const wanted = button(page, name);
  for (let n = 0; n < 10; n += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Enter');
}

/** The way out that begins anew: what was there is kept, byte for byte, and the new store works. */
async function startFresh(page: Page, profile: string, storeId: string): Promise<void> {
  const before = contents(profile);
  await pressByKeys(page, 'Start fresh…');
  await expect(page.getByRole('alertdialog')).toContainText('Nothing is deleted');
  await pressByKeys(page, 'Start fresh');
  await expect(heading(page)).toHaveText('Bring your environments together');
  expect(contents(join(profile, 'old', storeId))).toEqual(before);
}

interface Problem {
  readonly name: string;
  readonly says: string;
  readonly spoil: (made: PreparedProfile) => void;
  /** What the person does before trying again. */
  readonly mend: (made: PreparedProfile) => void;
}

const database = ({ profile }: PreparedProfile) => join(profile, 'store.db');
const sidecar = ({ profile }: PreparedProfile) => join(profile, 'store.json');
const aside = (path: string) => copyFileSync(path, `${path}.aside`);
const back = (path: string) => {
  copyFileSync(`${path}.aside`, path);
  rmSync(`${path}.aside`);
};

const problems: readonly Problem[] = [
  {
    name: 'damaged in the middle',
    says: 'The store is damaged',
    spoil: (made) => {
      aside(database(made));
      const bytes = readFileSync(database(made));
      bytes.fill(0x5a, 4_096, 12_288);
      writeFileSync(database(made), bytes);
    },
    mend: (made) => back(database(made)),
  },
  {
    name: 'cut to nothing',
    says: 'The store is damaged',
    spoil: (made) => {
      aside(database(made));
      truncateSync(database(made), 0);
    },
    mend: (made) => back(database(made)),
  },
  {
    name: 'with a sidecar that makes no sense',
    says: 'The store is damaged',
    spoil: (made) => {
      aside(sidecar(made));
      writeFileSync(sidecar(made), '{');
    },
    mend: (made) => back(sidecar(made)),
  },
  {
    name: 'whose key is gone',
    says: 'The key of this store is missing',
    spoil: ({ keychain, storeId }) => {
      keychain.entries.set('aside', keychain.entries.get(storeId) ?? '');
      keychain.entries.delete(storeId);
    },
    mend: ({ keychain, storeId }) => keychain.entries.set(storeId, keychain.entries.get('aside') ?? ''),
  },
  {
    name: 'whose key is another’s',
    says: 'The key does not fit this store',
    spoil: ({ keychain, storeId }) => {
      keychain.entries.set('aside', keychain.entries.get(storeId) ?? '');
      keychain.entries.set(storeId, '00'.repeat(32));
    },
    mend: ({ keychain, storeId }) => keychain.entries.set(storeId, keychain.entries.get('aside') ?? ''),
  },
  {
    name: 'of a newer console',
    says: 'The store was written by a newer console',
    spoil: (made) => {
      aside(sidecar(made));
      const read = JSON.parse(readFileSync(sidecar(made), 'utf8')) as object;
      writeFileSync(sidecar(made), JSON.stringify({ ...read, schemaVersion: 999 }));
    },
    mend: (made) => back(sidecar(made)),
  },
];

for (const { name, says, spoil, mend } of problems)
  test(`a store ${name}: it is said, touched by nothing, mended and opened, or put aside whole @chromium`, async ({
    launch,
  }) => {
    const made = await prepared();
    spoil(made);
    const spoiled = contents(made.profile);
    const { page, close } = await launch(made);
    await expect(heading(page)).toHaveText(says);
    await expect(page.locator('main')).toContainText(made.profile);
    await expect(button(page, 'Try again')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText(says);
    expect(contents(made.profile)).toEqual(spoiled);

    mend(made);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('grid')).toContainText('KEPT_KEY');
    await close();

    spoil(made);
    const again = await launch(made);
    await expect(heading(again.page)).toHaveText(says);
    const id = name.includes('sidecar') ? 'unknown' : made.storeId;
    const keys = [...made.keychain.entries];
    await startFresh(again.page, made.profile, id);
    expect([...made.keychain.entries], 'no old key is lost').toEqual(expect.arrayContaining(keys));
  });

test('a passphrase that is wrong can be typed again; a forgotten one leads to a fresh start @chromium', async ({
  launch,
}) => {
  const profile = newFolder();
  cleanups.push(() => removeFolder(profile));
  const first = await launch({ profile });
  await expect(heading(first.page)).toContainText('keychain');
  await first.page.keyboard.press('Enter');
  await expect(heading(first.page)).toHaveText('Choose a passphrase');
  await first.page.keyboard.type('mistaken');
  await first.page.keyboard.press('Escape');
  await expect(heading(first.page)).toContainText('keychain');
  await expect(first.page.getByRole('button', { name: /Use a passphrase/ })).toBeFocused();
  await first.page.keyboard.press('Enter');
  await first.page.keyboard.type('correct horse battery');
  await first.page.keyboard.press('Tab');
  await first.page.keyboard.type('correct horse battery');
  await first.page.keyboard.press('Enter');
  await expect(heading(first.page)).toHaveText('Bring your environments together');
  await first.close();

  const { page } = await launch({ profile });
  await expect(heading(page)).toHaveText('Type your passphrase');
  await page.keyboard.type('wrong horse');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Wrong passphrase');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('correct horse battery');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Bring your environments together');
  await page.keyboard.press('Control+l');
  await expect(heading(page)).toHaveText('The console is locked');
  await page.keyboard.type('wrong horse');
  await pressByKeys(page, 'Forgotten? Start fresh…');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  expect(readdirSync(profile)).not.toContain('old');
});

test('a second start on the same data says so, and goes on when the first has ended @chromium', async ({
  launch,
}) => {
  const made = await prepared();
  const first = await launch(made);
  await expect(first.page.getByRole('grid')).toContainText('KEPT_KEY');
  const second = await launch(made);
  await expect(heading(second.page)).toHaveText('Another console is using this data');
  await expect(button(second.page, 'Start fresh…')).toHaveCount(0);
  await first.close();
  await second.page.keyboard.press('Enter');
  await expect(second.page.getByRole('grid')).toContainText('KEPT_KEY');
});

async function onSmallDisk(
  size: string,
  use: (disk: NonNullable<ReturnType<typeof smallDisk>>, made: PreparedProfile) => Promise<void>,
) {
  const disk = smallDisk(size);
  test.skip(disk === undefined, 'no file system may be mounted here');
  if (disk === undefined) return;
  cleanups.push(disk.remove);
  const made = await prepareProfile(kept, undefined, join(disk.dir, 'profile'));
  await use(disk, made);
}

test('a folder that cannot be written is said, and opens when it can @chromium', async ({ launch }) => {
  await onSmallDisk('16m', async (disk, made) => {
    disk.remount('ro');
    const before = contents(made.profile);
    const { page } = await launch(made);
    await expect(heading(page)).toHaveText('The data folder cannot be written');
    expect(contents(made.profile)).toEqual(before);
    disk.remount('rw');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('grid')).toContainText('KEPT_KEY');
  });
});

test('a full disk is said where the change was made; with room again nothing is lost @chromium', async ({
  launch,
}) => {
  await onSmallDisk('2m', async (disk, made) => {
    const { page } = await launch({ ...made, args: ['--path', pathTo('dev')] });
    await expect(page.getByRole('grid')).toContainText('KEPT_KEY');
    const filler = join(disk.dir, 'filler');
    fill(filler);
    await page.keyboard.press('n');
    await page.keyboard.type('BIG');
    await page.keyboard.press('Tab');
    await page.keyboard.insertText('v'.repeat(60_000));
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('alert')).toContainText('The disk is full');
    rmSync(filler);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('grid')).toContainText('BIG');
    await expect(page.getByRole('grid')).toContainText('KEPT_KEY');
  });
});

/** To the last byte. */
function fill(path: string): void {
  for (const size of [65_536, 4_096, 1])
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // full for this size
    }
}

test.describe('with a real keyring', () => {
  test.skip(lacking.length > 0, `needs ${lacking.join(', ')}`);

  async function joinKeyring(): Promise<Keyring> {
    const home = newFolder();
    const keyring = await startKeyring(home);
    cleanups.push(() => removeFolder(home));
    cleanups.push(() => keyring.end());
    return keyring;
  }
  const secretTool = (...args: readonly string[]) => execFileSync('secret-tool', args, { encoding: 'utf8' });
  const service = 'platos-console-e2e';
  const withReal = async (launch: Launch, profile: string) =>
    launch({ profile, keychain: createKeychain({ service, timeoutMs: 8_000 }) });

  test('the entry is seen by other programs; without it the store stays shut until it is back @chromium', async ({
    launch,
  }) => {
    await joinKeyring();
    const profile = newFolder();
    cleanups.push(() => removeFolder(profile));
    const first = await withReal(launch, profile);
    await expect(heading(first.page)).toHaveText('Bring your environments together');
    await first.page.keyboard.press('s');
    await expect(first.page.locator('.strip')).toContainText('staging');
    await first.close();

    const { storeId } = JSON.parse(readFileSync(join(profile, 'store.json'), 'utf8')) as { storeId: string };
    const attributes = ['service', service, 'username', storeId] as const;
    const key = secretTool('lookup', ...attributes).trim();
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    secretTool('clear', ...attributes);
    const before = contents(profile);

    const { page } = await withReal(launch, profile);
    await expect(heading(page)).toHaveText('The key of this store is missing');
    await startFresh(page, profile, storeId);
    expect(contents(join(profile, 'old', storeId))).toEqual(before);
  });

  test('a keyring that is locked is no missing key: unlocked, the store opens @chromium', async ({
    launch,
  }) => {
    const keyring = await joinKeyring();
    const profile = newFolder();
    cleanups.push(() => removeFolder(profile));
    const first = await withReal(launch, profile);
    await expect(heading(first.page)).toHaveText('Bring your environments together');
    await first.close();
    const before = contents(profile);

    await keyring.restart('locked');
    const { page } = await withReal(launch, profile);
    await expect(heading(page)).toHaveText('The system keychain is locked');
    await expect(button(page, 'Start fresh…')).toHaveCount(0);
    expect(contents(profile)).toEqual(before);
    await keyring.restart('unlocked');
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText('Bring your environments together');
  });
});

test('a keychain that stops answering is no missing key; when it answers again the store opens @chromium', async ({
  launch,
}) => {
  const made = await prepared();
  made.keychain.state.problem = 'unavailable';
  const before = contents(made.profile);
  const { page } = await launch(made);
  await expect(heading(page)).toHaveText('There is no system keychain here');
  await expect(button(page, 'Start fresh…')).toHaveCount(0);
  expect(contents(made.profile)).toEqual(before);
  made.keychain.state.problem = undefined;
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toContainText('KEPT_KEY');
});
