import { checkEqual, separatePrints } from '../../core/equal-keys.ts';
import type { Journey } from './journey.ts';
import { count, see, seeKeys, seeRows, some, textOf } from './look.ts';
import type { At, Step } from './walk.ts';
import { differences, type Place, type SeenFile, type World } from './world.ts';

/** From the first screen to the project: by the files' preview, or by the sample. */
export function beginning(journey: Journey, passphrase: string): readonly Step[] {
  const { world } = journey;
  const sample = world.files.length === 0;
  return [
    firstScreen(passphrase),
    ...(sample ? [openSample(world)] : [preview(world), takeOver(world), lacks(world)]),
  ];
}

const firstScreen = (passphrase: string): Step => ({
  title: 'First screen: keep the data under a passphrase',
  run: async (at) => {
    await see(at, 'Use a passphrase', '.choice-title');
    await at.press('Enter');
    await see(at, 'Choose a passphrase', 'h1');
    await at.type(passphrase, '(a passphrase)');
    await at.press('Tab');
    await at.type(passphrase, '(the same)');
    await at.press('Enter');
    await at.expect('the console is open', textOf(at, 'h1'), (saw) =>
      /Import \d+ file|Bring your environments together/.test(saw),
    );
  },
});

const openSample = ({ places }: World): Step => ({
  title: 'Open the sample project',
  run: async (at) => {
    await at.press('s');
    await see(at, 'Staging', '.strip');
    await seeRows(at, places.find(({ slug }) => slug === 'staging')?.values.size ?? 0);
  },
});

const preview = ({ files }: World): Step => ({
  title: 'Look at the files before anything is taken',
  run: async (at) => {
    for (const [index, file] of files.entries()) {
      if (index > 0) await at.press('F7');
      await seeFile(at, file);
    }
  },
});

async function seeFile(at: At, { fileName, keys, slug, role }: SeenFile): Promise<void> {
  const selected = '.import-file[data-selected=true]';
  await see(at, fileName.slice(0, 60), `${selected} .import-file-name`);
  if (role === 'required-keys') await see(at, 'required', `${selected} .import-file-why`);
  else
    await at.expect(
      `goes to ${slug}`,
      async () => `goes to ${await at.hands().attribute(`${selected} input`, 'value')}`,
      (saw) => saw === `goes to ${slug}`,
    );
  await seeRows(at, keys.length, '.import-rows');
  await seeKeys(at, keys, '.import-rows');
}

const takeOver = ({ places, required }: World): Step => ({
  title: 'Review the import and take it over',
  run: async (at) => {
    await at.press('Control+Enter');
    const filled = places.filter(({ values }) => values.size > 0);
    await see(at, 'Review the import', '[role=dialog] h1');
    for (const place of filled)
      await see(
        at,
        count(place.values.size, 'new').replace(/s$/, ''),
        `.import-plan[aria-label="${place.name}"] header`,
      );
    if (required.size > 0) await see(at, 'required', '[role=dialog] .note-info');
    const asked = filled.filter(({ kind }) => kind === 'production').flatMap(confirmations);
    for (const [index, { label, text }] of asked.entries()) {
      await see(at, label, '.confirmation');
      if (index > 0) await at.press('Control+Enter'); // to the next thing that has to be typed
      await at.type(text);
    }
    await at.press('Control+Enter');
    await at.expect('the import is done', textOf(at, '.import-result h1'), (saw) => saw !== '');
  },
});

/** What a review of an import into production asks for: keys of different purpose that are one value, then its slug. */
function confirmations({
  slug,
  values,
}: Place): readonly { readonly label: string; readonly text: string }[] {
  const prints = separatePrints((key) => values.get(key) || undefined);
  const twins = [...prints.keys()].filter((key) => checkEqual('production', key, prints).length > 0).sort();
  return [
    ...twins.map((key) => ({ label: `Type ${key} to apply it anyway`, text: key })),
    { label: `Type ${slug} to make`, text: slug },
  ];
}

const lacks = (world: World): Step => ({
  title: 'Read what production lacks',
  run: async (at) => {
    const sentences = lackSentences(world).filter(({ foremost }) => foremost);
    const texts = sentences.map(({ text }) => text);
    const wanted = texts.length > 0 ? texts : ['No environment lacks a key that another one has'];
    const heading = textOf(at, '.import-result h1');
    await at.expect(wanted.slice(0, 3).join(', or '), heading, (saw) => wanted.includes(saw));
    const said = await heading();
    const { keys } = sentences.find(({ text }) => text === said) ?? { keys: [] };
    await at.expect(
      keys.length === 0 ? 'no key named' : some(keys.slice(0, 24)),
      async () => some(await at.hands().texts('.import-answer .import-keys bdi')),
      (saw) => saw === some(keys.slice(0, 24)),
    );
    await at.press('Control+Enter');
    await at.expect('the variables', textOf(at, '.page-link[aria-current=page]'), (saw) =>
      saw.startsWith('Variables'),
    );
  },
});

interface LackSentence {
  readonly text: string;
  readonly keys: readonly string[];
  /** Whether it may stand first: it is about the most productive environment that lacks anything. */
  readonly foremost: boolean;
}

/** Everything that one environment lacks of another, or of the required keys; empty environments say nothing. */
export function lackSentences({ places, required }: World): readonly LackSentence[] {
  const filled = places.filter(({ values }) => values.size > 0);
  const all = filled.flatMap((place) => lackedBy(place, filled, required));
  const topmost = [...filled].reverse().find((place) => all.some(({ of }) => of === place.slug));
  const isTopmost = (of: string) => places.find(({ slug }) => slug === of)?.kind === topmost?.kind;
  return all.map(({ of, ...rest }) => ({ ...rest, foremost: isTopmost(of) }));
}

function lackedBy(place: Place, filled: readonly Place[], required: ReadonlySet<string>) {
  const { slug } = place;
  const ofOthers = filled.map((other) => ({
    keys: differences(other, place).onlyLeft.filter((key) => !place.left.has(key)),
    behind: `that ${other.slug} has`,
  }));
  const ofRequired = {
    keys: [...required].filter((key) => !place.values.has(key)).sort(),
    behind: 'of the required ones',
  };
  return [...ofOthers, ofRequired]
    .filter(({ keys }) => keys.length > 0)
    .map(({ keys, behind }) => ({
      of: slug,
      keys,
      text: `${slug} lacks ${count(keys.length, 'key')} ${behind}`,
    }));
}
