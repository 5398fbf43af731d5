import type { z } from 'zod';
import { Settings, type SettingsPatch } from '../../core/settings.ts';
import type { Context } from './context.ts';

const name = 'app';

/** What the person set for the whole app; defaults where nothing was set. */
export function getSettings({ store }: Context): Settings {
  const row = store.run(() =>
    store.db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?').get(name),
  );
  const parsed = Settings.safeParse(row === undefined ? {} : JSON.parse(row.value));
  return parsed.success ? parsed.data : Settings.parse({});
}

/** Change some settings; gives all of them. */
export function putSettings(context: Context, patch: z.infer<typeof SettingsPatch>): Settings {
  const { store } = context;
  return store.transaction(() => {
    const next = Settings.parse({ ...getSettings(context), ...patch });
    store.db
      .prepare(
        'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      )
      .run(name, JSON.stringify(next));
    return next;
  });
}
