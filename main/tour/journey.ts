import { classify } from '../../core/detect.ts';
import { separateKeys } from '../../core/equal-keys.ts';
import { usualPair } from '../../core/pairs.ts';
import { dangerousInProduction } from '../../core/safety-settings.ts';
import { differences, type Place, type World } from './world.ts';

/** Where the walk goes and what it should find there, worked out before the window opens. */
export interface Journey {
  readonly world: World;
  /** Where variables are edited: what is promoted from, where there is something to promote to. */
  readonly home: Place;
  /** Absent where the project has one environment. */
  readonly target: Place | undefined;
  /** Absent where no variable can be edited in one line. */
  readonly edited: string | undefined;
  readonly editedIsSecret: boolean;
  readonly added: string;
  /** Home once the edits are applied. */
  readonly homeAfter: Place;
  readonly promoted: readonly string[];
}

export const editedValue = 'edited on the tour';
export const addedValue = 'added on the tour';
const mostPromoted = 3;

export function journeyOf(world: World): Journey {
  const pair = usualPair(world.places);
  const target = world.places.find(({ slug }) => slug === pair?.right);
  const home = world.places.find(({ slug }) => slug === pair?.left) ?? only(world);
  const easy = [...home.values]
    .filter(([key, value]) => isEasy(home, key, value))
    .map(([key]) => key)
    .sort();
  const edited = easy.find((key) => !isSecret(home, key)) ?? easy[0];
  const added = freeKey(world);
  const values = new Map(home.values).set(added, addedValue);
  if (edited !== undefined) values.set(edited, editedValue);
  const homeAfter = { ...home, values };
  const promoted = target === undefined ? [] : toPromote(homeAfter, target).slice(0, mostPromoted);
  const editedIsSecret = edited !== undefined && isSecret(home, edited);
  return { world, home, target, edited, editedIsSecret, added, homeAfter, promoted };
}

function only({ places }: World): Place {
  const [first] = places;
  if (first === undefined) throw new Error('a project has at least one environment');
  return first;
}

const isSecret = ({ values }: Place, key: string): boolean =>
  classify(key, values.get(key) ?? '') === 'secret';

/** One line, and nothing that would ask for more than a new value. */
function isEasy({ kind }: Place, key: string, value: string): boolean {
  if (separateKeys.includes(key) || key.length > 60 || value.length > 200 || /[\r\n]/.test(value))
    return false;
  return kind !== 'production' || dangerousInProduction(key, editedValue) === undefined;
}

function freeKey({ places, required }: World): string {
  const taken = (key: string) => required.has(key) || places.some(({ values }) => values.has(key));
  let key = 'ADDED_ON_TOUR';
  while (taken(key)) key = `A${key}`;
  return key;
}

/** What differs and may be carried into the target without a refusal, by key. */
function toPromote(from: Place, to: Place): readonly string[] {
  const { onlyLeft, changed } = differences(from, to);
  return [...onlyLeft, ...changed]
    .sort()
    .filter(
      (key) =>
        key.length <= 60 &&
        !separateKeys.includes(key) &&
        (to.kind !== 'production' || dangerousInProduction(key, from.values.get(key) ?? '') === undefined),
    );
}
