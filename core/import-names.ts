import type { EnvironmentKind } from './environment.ts';
import { limits } from './limits.ts';

/** Where a file's variables seem to belong, guessed from its name. */
export interface SuggestedEnvironment {
  /** Always one that `NewSlug` takes. */
  readonly slug: string;
  readonly kind: EnvironmentKind;
  readonly name: string;
  /** `required-keys`: an example file, whose names count and whose values do not. */
  readonly role: 'values' | 'required-keys';
  /** Why, as a sentence. */
  readonly because: string;
}

interface Known {
  readonly slug: string;
  readonly kind: EnvironmentKind;
  readonly name: string;
  readonly words: readonly string[];
}

const known: readonly Known[] = [
  {
    slug: 'dev',
    kind: 'development',
    name: 'Development',
    words: ['dev', 'devel', 'develop', 'development', 'local'],
  },
  { slug: 'staging', kind: 'staging', name: 'Staging', words: ['staging', 'stage', 'stg', 'preprod', 'uat'] },
  { slug: 'preview', kind: 'preview', name: 'Preview', words: ['preview', 'pr', 'branch'] },
  {
    slug: 'prod',
    kind: 'production',
    name: 'Production',
    words: ['prod', 'production', 'prd', 'live', 'master', 'main'],
  },
  { slug: 'test', kind: 'development', name: 'Test', words: ['test', 'testing', 'ci'] },
];
const byWord = new Map(known.flatMap((one) => one.words.map((word) => [word, one] as const)));
const [development] = known;

const exampleWords = new Set([
  'example',
  'sample',
  'template',
  'dist',
  'default',
  'defaults',
  'tpl',
  'schema',
  'required',
]);
/** Parts of a name that say that it is a file of variables, or what format it has, but not whose. */
const emptyWords = new Set([
  '',
  'env',
  'dotenv',
  'environment',
  'environments',
  'vars',
  'variables',
  'txt',
  'json',
  'local',
  'bak',
  'copy',
]);

/**
 * Guess from a file's name which environment its variables belong to.
 *
 * @param fileName  with or without folders; pasted text has the name ''
 * @returns always something usable. A word that no rule knows gives a slug of its own, as staging: warned
 *          about more than development, while nothing is taken for production that does not say so.
 */
export function suggestEnvironment(fileName: string): SuggestedEnvironment {
  const baseName = fileName.split(/[/\\]/).at(-1) ?? '';
  const words = baseName.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const role = words.some((word) => exampleWords.has(word)) ? 'required-keys' : 'values';
  const found = words.map((word) => (word === 'local' ? undefined : byWord.get(word))).find(Boolean);
  const guess =
    found === undefined
      ? unknownOr(baseName, words)
      : { ...pick(found), because: `The name says ${found.name.toLowerCase()}.` };
  if (role === 'values') return { ...guess, role };
  return {
    ...guess,
    role,
    because: 'The name says that it is an example: its keys are taken as required.',
  };
}

const pick = ({ slug, kind, name }: Known): Omit<Known, 'words'> => ({ slug, kind, name });

function unknownOr(baseName: string, words: readonly string[]): Omit<SuggestedEnvironment, 'role'> {
  const telling = words.filter((word) => !emptyWords.has(word) && !exampleWords.has(word));
  const slug = slugFrom(telling);
  if (slug !== '')
    return {
      slug,
      kind: 'staging',
      name: nameFrom(telling),
      because: 'The name is not of a usual environment: taken as one of its own, like staging to be careful.',
    };
  const { slug: dev, kind, name } = development ?? { slug: 'dev', kind: 'development', name: 'Development' };
  return {
    slug: dev,
    kind,
    name,
    because:
      baseName === ''
        ? 'Text without a file name is usually for development.'
        : 'The name does not say which environment: such a file is usually for development.',
  };
}

/** Letters with marks lose them; what is not a Latin letter or digit then goes. */
const slugFrom = (words: readonly string[]): string =>
  words
    .map((word) => word.normalize('NFKD').replace(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '')
    .join('-')
    .slice(0, limits.slugLength)
    .replace(/-+$/, '');

function nameFrom(words: readonly string[]): string {
  const name = words.join(' ').slice(0, limits.nameLength).trim();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `acme-support-bot.staging.env` tells of a project; `.env.staging` does not. Undefined unless all tell of one. */
export function suggestProjectName(fileNames: readonly string[]): string | undefined {
  const stems = fileNames.map((name) => /^([A-Za-z0-9][\w-]*)\.[\w-]+(?:\.[\w-]+)?$/.exec(name)?.[1]);
  const [first] = stems;
  return first !== undefined && stems.every((stem) => stem === first) ? first : undefined;
}

/** What a project is called that nothing names. */
export const plainProjectName = 'My project';
