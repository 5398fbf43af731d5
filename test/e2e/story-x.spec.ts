import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '../support/fixtures.ts';
import { lackingForX, startDisplay } from '../support/x-display.ts';
import { choosePassphrase, findAgain, liveThrough, openWithPassphrase, quit, writeFiles } from './story.ts';

test.describe(`real X key events (needs ${lackingForX.join(', ') || 'Linux'})`, () => {
  test.skip(process.platform !== 'linux' || lackingForX.length > 0, 'no display to make');
  test.setTimeout(180_000);

  test('the story in a real window, and again after a restart', async ({ launch }) => {
    const folder = mkdtempSync(join(tmpdir(), 'platos-console-story-'));
    const display = await startDisplay();
    const { keys, focusWindow } = display;
    const parts = { profile: join(folder, 'profile'), headless: false };
    try {
      const first = await launch({ ...parts, args: ['--import', ...writeFiles(folder)] });
      await focusWindow();
      await choosePassphrase(first.page, keys);
      await liveThrough(first.page, keys);
      await quit(first.page, keys, false);
      await first.ended;

      const second = await launch(parts);
      await focusWindow();
      await openWithPassphrase(second.page, keys);
      await findAgain(second.page, keys);
      await second.close();
    } finally {
      await display.end();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
