import type { At } from './walk.ts';
import type { Place } from './world.ts';

/** Keys are cut on the screen where they are very long. */
export const clip = (key: string): string => key.slice(0, 60);

export const count = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

/** Names in a sentence: the first few, and how many more. */
export function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(clip).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

export const textOf =
  (at: At, selector: string): (() => Promise<string>) =>
  async () =>
    (await at.hands().texts(selector)).join(' · ');

/** Waits for a text on the screen, as whole words: 3 rows are not 13 rows. */
export const see = (at: At, text: string, selector: string): Promise<void> =>
  at.expect(text, textOf(at, selector), (saw) => says(saw, text));

function says(saw: string, text: string): boolean {
  const inWord = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}]/u.test(character);
  for (let from = saw.indexOf(text); from !== -1; from = saw.indexOf(text, from + 1))
    if (!inWord(saw[from - 1]) && !inWord(saw[from + text.length])) return true;
  return false;
}

export const dialogTitle = '[role=dialog] .dialog-head h1';
const activeKey = '.grid-row[data-active] [role=rowheader] bdi';

/** How many rows the grid has, in view or not. */
export async function rowCount(at: At, within: string): Promise<string> {
  const rows = await at.hands().attribute(`${within} [role=grid]`, 'aria-rowcount');
  const found = Number(rows ?? 1) - 1; // with the head
  return found === 0 ? 'no rows' : count(found, 'row');
}

export const seeRows = (at: At, n: number, within = '.frame'): Promise<void> =>
  at.expect(
    n === 0 ? 'no rows' : count(n, 'row'),
    () => rowCount(at, within),
    (saw) => saw === (n === 0 ? 'no rows' : count(n, 'row')),
  );

export const seeActive = (at: At, key: string, within = '.frame'): Promise<void> =>
  at.expect(`at ${clip(key)}`, textOf(at, `${within} ${activeKey}`), (saw) => clip(saw) === clip(key));

const mostPages = 20;

/** Pages through the grid in focus until every one of these keys was painted; of very many, the first pages. */
export async function seeKeys(at: At, keys: readonly string[], within: string): Promise<void> {
  const wanted = new Set(keys.map(clip));
  const seen = new Set<string>();
  const strangers = new Set<string>();
  const look = async () => {
    for (const text of await at.hands().texts(`${within} [role=grid] [role=rowheader] bdi`)) {
      if (wanted.has(clip(text))) seen.add(clip(text));
      else strangers.add(clip(text));
    }
  };
  await look();
  const pages = Math.min(mostPages, Math.ceil(keys.length / 10));
  for (let page = 0; page < pages && seen.size < wanted.size; page++) {
    await at.press('PageDown');
    await look();
  }
  await at.expect(
    `${count(wanted.size, 'key')}: ${some([...wanted])}`,
    async () => {
      await look();
      const other = strangers.size === 0 ? '' : `, and ${count(strangers.size, 'other')}`;
      return `${seen.size} of ${wanted.size}: ${some([...wanted].filter((key) => seen.has(key)))}${other}`;
    },
    () => strangers.size === 0 && (seen.size === wanted.size || pages === mostPages),
  );
}

/** Types the slug where a review asks for it: in production always, elsewhere never. */
export async function confirmFor(at: At, place: Place): Promise<void> {
  const asked = `Type ${place.slug} to`;
  if (place.kind === 'production') {
    await see(at, asked, '.confirmation');
    await at.type(place.slug);
  } else await at.expect('nothing to be typed', textOf(at, '.confirmation'), (saw) => saw === '');
}
