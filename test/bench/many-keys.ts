import { seeded } from '../support/random.ts';

export const seed = 20_261_124;
export const manyKeys = 20_000;

/** The first key of an environment and of no other: it tells whose list is painted. */
export const ownKey = (slug: string): string => `AAA_ONLY_IN_${slug.toUpperCase().replaceAll('-', '_')}`;

/** 20,000 variables: a twentieth missing, a fifth with a value of the environment's own, some secret by name. */
export function manyVariables(slug: string): Readonly<Record<string, string>> {
  const random = seeded(seed + slug.length);
  const values: Record<string, string> = { [ownKey(slug)]: 'true' };
  for (let index = 0, count = 1; count < manyKeys; index++) {
    if (random() < 0.03) continue;
    count++;
    const ending = random() < 0.25 ? 'TOKEN' : 'SETTING';
    const own = random() < 0.2 ? slug : 'shared';
    values[`SERVICE_${String(index).padStart(5, '0')}_${ending}`] = `${own}-value-${index}`;
  }
  return values;
}
