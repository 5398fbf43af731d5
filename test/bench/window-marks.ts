import { filtering } from './filtering.ts';
import { manyVariables } from './many-keys.ts';
import type { Result } from './measure.ts';
import { fill, makeProfile, pagePath } from './profile.ts';
import { longestRows } from './rows-in-dom.ts';
import { switching } from './switching.ts';
import { openWindow, settled } from './window.ts';

const historyEntries = 300;
const drafts = 3_000;

/** The marks that are measured in the window with 20,000 variables in each of three environments. */
export async function* windowResults(): AsyncGenerator<Result> {
  const many = {
    dev: manyVariables('dev'),
    staging: manyVariables('staging'),
    production: manyVariables('production'),
  };
  const empty = { dev: {}, staging: {}, production: {}, 'pr-1': {} };
  const profile = await makeProfile(empty, async (main) => {
    const { ask, env, write } = main;
    for (const [slug, values] of Object.entries(many)) fill(main, slug, values);
    for (let entry = 0; entry < historyEntries; entry++) await write('pr-1', { COUNTER: String(entry) });
    const keys = Object.keys(many.dev).slice(0, drafts);
    await ask('drafts.put', {
      env: env('dev'),
      patches: keys.map((key) => ({ key, value: `edited ${key.length}` })),
    });
  });
  try {
    const app = await openWindow(profile, pagePath('staging', 'environment-variables'));
    try {
      await settled(app.page);
      yield await switching(app.page);
      yield await filtering(app.page);
    } finally {
      await app.close();
    }
    yield await longestRows(profile);
  } finally {
    profile.remove();
  }
}
