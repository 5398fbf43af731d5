import { editedValue, type Journey } from './journey.ts';
import { see, seeActive, seeRows, textOf } from './look.ts';
import { visit } from './steps-edit.ts';
import type { At, Step } from './walk.ts';

/** Quitting by keys, a second start on the same data, and everything is there. */
export function again(journey: Journey, passphrase: string, restart: () => Promise<void>): readonly Step[] {
  return [
    { title: 'Quit', run: (at) => quit(at, restart) },
    {
      title: 'Start again and open it with the passphrase',
      run: async (at) => {
        await see(at, 'Type your passphrase', 'h1');
        await at.type(passphrase, '(the passphrase)');
        await at.press('Enter');
        await at.expect('the project', textOf(at, '.strip strong'), (saw) => saw !== '');
      },
    },
    { title: 'Everything is found again', run: (at) => findAgain(at, journey) },
  ];
}

async function quit(at: At, restart: () => Promise<void>): Promise<void> {
  await at.press('Control+k');
  await at.expect(
    'Find or do anything',
    async () => (await at.hands().attribute('[role=combobox]', 'aria-label')) ?? '',
    (saw) => saw === 'Find or do anything',
  );
  await at.type('Quit');
  await at.expect(
    'Quit',
    textOf(at, '[role=option][aria-selected=true] .picker-title'),
    (saw) => saw === 'Quit',
  );
  await at.press('Enter');
  let gone = false;
  await Promise.all([
    restart().then(() => {
      gone = true;
    }),
    at.expect(
      'the window closes, and opens at the next start',
      async () => (gone ? 'it did' : ''),
      () => gone,
    ),
  ]);
}

async function findAgain(at: At, { world, homeAfter, edited, editedIsSecret }: Journey): Promise<void> {
  await at.press('Alt+1');
  for (const place of world.places.slice(0, 9))
    await visit(at, place.slug === homeAfter.slug ? homeAfter : place);
  if (edited === undefined) return;
  await at.press(`Control+${homeAfter.order + 1}`, '/');
  await at.type(edited);
  await at.press('Enter', 'Control+Home');
  const found = [...homeAfter.values.keys()].filter((key) =>
    key.toLowerCase().includes(edited.toLowerCase()),
  );
  await seeRows(at, found.length);
  for (const _ of found.sort().slice(0, found.indexOf(edited))) await at.press('ArrowDown');
  await seeActive(at, edited);
  if (editedIsSecret || homeAfter.kind === 'production') await at.press('r');
  await at.expect(
    `${edited} is “${editedValue}”`,
    async () => {
      const texts = await at.hands().texts('.grid-row[data-active] .value-cell');
      // Any other value is the person's: it is not told.
      return texts.includes(editedValue) ? `“${editedValue}”` : 'something else';
    },
    (saw) => saw.includes(editedValue),
  );
}
