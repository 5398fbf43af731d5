import * as fuzzysort from 'fuzzysort';
import type { PickerItem } from './picker.tsx';

interface Keys {
  readonly keys: readonly string[];
  readonly item: (key: string) => PickerItem;
}

const most = 40;

/**
 * How the palette finds.
 *
 * With nothing typed: environments, then what can be done. Otherwise the best of things and keys together;
 * a key has to fit a little better than an action, because there are so many more of them.
 */
export function searchOf(things: readonly PickerItem[], { keys, item }: Keys) {
  const snapshot = fuzzysort.snapshot(things, { key: (thing) => thing.title });
  let names: fuzzysort.Snapshot | undefined;
  return (text: string): readonly PickerItem[] => {
    const typed = text.trim();
    if (typed === '') return things.slice(0, most);
    names ??= fuzzysort.snapshot(keys);
    const found = fuzzysort.go(typed, snapshot, { limit: most, threshold: 0.3 });
    const foundKeys = fuzzysort.go(typed, names, { limit: most, threshold: 0.3 });
    return [
      ...found.map((each) => ({ score: each.score, item: each.obj })),
      ...foundKeys.map((each) => ({ score: each.score * 0.95, item: item(each.target) })),
    ]
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map((each) => each.item);
  };
}
