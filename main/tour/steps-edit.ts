import { addedValue, editedValue, type Journey } from './journey.ts';
import { confirmFor, count, dialogTitle, see, seeActive, seeKeys, seeRows } from './look.ts';
import type { At, Step } from './walk.ts';
import type { Place } from './world.ts';

/** Switching from environment to environment, then edits in one of them, applied after their review. */
export function editing(journey: Journey): readonly Step[] {
  const { world, home, edited } = journey;
  return [
    {
      title: 'Switch from environment to environment',
      run: async (at) => {
        for (const place of world.places.slice(0, 9)) await visit(at, place);
      },
    },
    edited === undefined
      ? { title: 'Edit a variable', leftOut: `${home.name} has no variable of one line` }
      : editOne(home, edited),
    addOne(journey),
    applyEdits(journey),
  ];
}

/** One key away from anywhere: the strip says where this is, the grid holds what the files had. */
export async function visit(at: At, place: Place): Promise<void> {
  await at.press(`Control+${place.order + 1}`);
  await see(at, place.name, '.strip strong');
  await seeRows(at, place.values.size);
  if (place.values.size > 0) {
    await at.press('Control+Home');
    await seeKeys(at, [...place.values.keys()].sort(), '.frame');
  }
}

const editOne = (home: Place, key: string): Step => ({
  title: 'Edit a variable',
  run: async (at) => {
    await at.press(`Control+${home.order + 1}`);
    await see(at, home.name, '.strip strong');
    const found = [...home.values.keys()]
      .filter((one) => one.toLowerCase().includes(key.toLowerCase()))
      .sort();
    await at.press('/');
    await at.type(key);
    await seeRows(at, found.length);
    await at.press('Enter', 'Control+Home', ...found.slice(0, found.indexOf(key)).map(() => 'ArrowDown'));
    await seeActive(at, key);
    await at.press('Enter');
    await at.expect(
      `a field for ${key}`,
      async () => (await at.hands().attribute('.inline-field', 'aria-label')) ?? '',
      (saw) => saw === `Value of ${key}`,
    );
    await at.type(editedValue);
    await at.press('Enter');
    await see(at, 'Review 1 draft', '.variables-toolbar button');
    await at.press('Escape');
    await seeRows(at, home.values.size);
  },
});

const addOne = ({ home, edited, added }: Journey): Step => ({
  title: 'Add a variable',
  run: async (at) => {
    await at.press(`Control+${home.order + 1}`);
    await see(at, home.name, '.strip strong');
    await at.press('n');
    await see(at, `New variable in ${home.name}`, dialogTitle);
    await at.type(added);
    await at.press('Tab');
    await at.type(addedValue);
    await at.press('Control+Enter');
    await see(at, edited === undefined ? 'Review 1 draft' : 'Review 2 drafts', '.variables-toolbar button');
  },
});

const applyEdits = ({ home, homeAfter, edited }: Journey): Step => ({
  title: 'Review the drafts and apply them',
  run: async (at) => {
    const changes = edited === undefined ? 1 : 2;
    await at.press('Control+s');
    await see(at, home.name, dialogTitle);
    await see(at, count(changes, 'change'), '[role=dialog] .review-summary');
    await confirmFor(at, home);
    await at.press('Control+Enter');
    await see(at, `${count(changes, 'change')} applied to ${home.name}`, '.toasts');
    await seeRows(at, homeAfter.values.size);
  },
});
