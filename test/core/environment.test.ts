import { expect, it } from 'vitest';
import { type Environment, environmentBySlug } from '../../core/environment.ts';

const environment = (slug: string): Environment => ({
  slug,
  name: slug,
  kind: 'staging',
  order: 0,
  archived: false,
  showPlainValues: true,
  createdAt: 0,
});

it('finds an environment by its slug, else by the other usual name of it', () => {
  const found = (slugs: readonly string[], slug: string) =>
    environmentBySlug(slugs.map(environment), slug)?.slug;
  expect(found(['dev', 'stg', 'prod'], 'production')).toBe('prod');
  expect(found(['dev', 'stg', 'prod'], 'staging')).toBe('stg');
  expect(found(['development'], 'dev')).toBe('development');
  expect(found(['prod', 'production'], 'production')).toBe('production');
  expect(found(['dev', 'qa'], 'production')).toBeUndefined();
});
