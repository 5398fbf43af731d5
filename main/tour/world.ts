import { decodeText } from '../../core/decode-text.ts';
import { looksHidden, reservedReason } from '../../core/detect.ts';
import { type DotenvEntry, parseDotenv } from '../../core/dotenv.ts';
import type { Environment } from '../../core/environment.ts';
import { type EnvironmentKind, kindOrder } from '../../core/environment.ts';
import { suggestEnvironment } from '../../core/import-names.ts';
import { dangerousInProduction } from '../../core/safety-settings.ts';
import { sampleVariables } from '../sample/sample-variables.ts';
import { isKeysOnly } from '../services/import-parse.ts';
import type { FileBytes } from '../services/read-import-files.ts';

/** An environment as the tour expects to find it. */
export interface Place extends Pick<Environment, 'slug' | 'name' | 'kind' | 'order' | 'archived'> {
  readonly values: ReadonlyMap<string, string>;
  /** Keys that its file has and the import leaves out: the environment is not said to lack them. */
  readonly left: ReadonlySet<string>;
}

/** A file as the import preview should show it: every assignment is a row. */
export interface SeenFile {
  readonly fileName: string;
  readonly slug: string;
  readonly role: 'values' | 'required-keys';
  readonly keys: readonly string[];
}

/** What the tour expects of the project, worked out from the files alone. In the order of Ctrl+1…9. */
export interface World {
  readonly places: readonly Place[];
  readonly files: readonly SeenFile[];
  readonly required: ReadonlySet<string>;
}

interface Read {
  readonly fileName: string;
  readonly suggestion: ReturnType<typeof suggestEnvironment>;
  readonly entries: readonly DotenvEntry[];
  /** Entries by line that cannot become variables. */
  readonly unusable: ReadonlySet<number>;
  /** Some lines are no assignment at all. */
  readonly unread: boolean;
}

const fatal: ReadonlySet<string> = new Set(['invalid-key', 'too-long']);

/** The project that an import of these files into an empty console makes, when every suggestion is taken. */
export function worldOfFiles(files: readonly FileBytes[]): World {
  const read = files.map(readFile).filter(({ entries, unread }) => entries.length > 0 || unread);
  const values = read.filter(({ suggestion }) => suggestion.role === 'values');
  const required = read.filter(({ suggestion }) => suggestion.role === 'required-keys');
  return {
    places: placesOf(values),
    files: read.map(({ fileName, suggestion: { slug, role }, entries }) => ({
      fileName,
      slug,
      role,
      keys: entries.map(({ key }) => key),
    })),
    required: new Set(required.flatMap((file) => usable(file).map(({ key }) => key))),
  };
}

function readFile({ fileName, bytes }: FileBytes): Read {
  const decoded = decodeText(bytes);
  const { entries, warnings } = parseDotenv('text' in decoded ? decoded.text : '');
  const unusable = new Set(
    warnings.filter(({ kind, key }) => key !== undefined && fatal.has(kind)).map(({ line }) => line),
  );
  const suggestion = suggestEnvironment(fileName);
  return {
    fileName,
    suggestion: isKeysOnly(entries) ? { ...suggestion, role: 'required-keys' } : suggestion,
    entries,
    unusable,
    unread: warnings.some(({ key }) => key === undefined),
  };
}

const usable = ({ entries, unusable }: Read): readonly DotenvEntry[] =>
  entries.filter(({ line }) => !unusable.has(line));

/** A new project begins with `dev`; the others follow towards production. */
function placesOf(files: readonly Read[]): readonly Place[] {
  const dev = {
    slug: 'dev',
    name: 'Development',
    kind: 'development' as EnvironmentKind,
    values: new Map<string, string>(),
  };
  const bySlug = new Map([['dev', dev]]);
  const others = [...files].sort((a, b) => kindOrder[a.suggestion.kind] - kindOrder[b.suggestion.kind]);
  for (const file of others) {
    const { slug, name, kind } = file.suggestion;
    const place = bySlug.get(slug) ?? { slug, name, kind, values: new Map<string, string>() };
    for (const { key, value } of usable(file)) place.values.set(key, value);
    bySlug.set(slug, place);
  }
  return [...bySlug.values()]
    .map((place) => {
      const values = takenOf(place);
      const left = new Set([...place.values.keys()].filter((key) => !values.has(key)));
      return { ...place, values, left };
    })
    .filter(({ slug, values }) => slug === 'dev' || values.size > 0)
    .map((place, order) => ({ ...place, order, archived: false }));
}

/** What the import suggests to leave out is left out. */
const takenOf = ({ kind, values }: Pick<Place, 'kind' | 'values'>): ReadonlyMap<string, string> =>
  new Map(
    [...values].filter(
      ([key, value]) =>
        !looksHidden(value) &&
        reservedReason(key) === undefined &&
        (kind !== 'production' || dangerousInProduction(key, value) === undefined),
    ),
  );

/** The sample project as it opens. */
export function worldOfSample(): World {
  const kinds = [
    ['dev', 'Development', 'development'],
    ['staging', 'Staging', 'staging'],
    ['prod', 'Production', 'production'],
  ] as const;
  const places = kinds.map(([slug, name, kind], order): Place => {
    const set = sampleVariables.flatMap((one) => {
      const value = one[slug];
      return value === undefined ? [] : [[one.key, value] as const];
    });
    return { slug, name, kind, order, archived: false, values: new Map(set), left: new Set() };
  });
  return { places, files: [], required: new Set() };
}

/** How many keys each state has between two environments, and which are not the same, by key. */
export function differences(left: Place, right: Place) {
  const onlyLeft = [...left.values.keys()].filter((key) => !right.values.has(key)).sort();
  const onlyRight = [...right.values.keys()].filter((key) => !left.values.has(key)).sort();
  const both = [...left.values.keys()].filter((key) => right.values.has(key));
  const changed = both.filter((key) => left.values.get(key) !== right.values.get(key)).sort();
  return { onlyLeft, onlyRight, changed, same: both.length - changed.length };
}
