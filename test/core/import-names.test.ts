import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DisplayName, NewSlug } from '../../core/environment.ts';
import { suggestEnvironment } from '../../core/import-names.ts';

describe('suggestEnvironment', () => {
  it.each([
    ['.env', 'dev', 'development', 'Development'],
    ['', 'dev', 'development', 'Development'],
    ['.env.local', 'dev', 'development', 'Development'],
    ['.env.development', 'dev', 'development', 'Development'],
    ['.env.development.local', 'dev', 'development', 'Development'],
    ['.env.staging', 'staging', 'staging', 'Staging'],
    ['.env.stg', 'staging', 'staging', 'Staging'],
    ['staging.env', 'staging', 'staging', 'Staging'],
    ['.env.production', 'prod', 'production', 'Production'],
    ['.env.prod', 'prod', 'production', 'Production'],
    ['.env.live', 'prod', 'production', 'Production'],
    ['.env.production.local', 'prod', 'production', 'Production'],
    ['prod.env', 'prod', 'production', 'Production'],
    ['PROD.ENV', 'prod', 'production', 'Production'],
    ['env.production.txt', 'prod', 'production', 'Production'],
    ['/home/me/prod/.env.staging', 'staging', 'staging', 'Staging'],
    ['C:\\shop\\.env.preview', 'preview', 'preview', 'Preview'],
    ['.env.test', 'test', 'development', 'Test'],
    ['.env.qa', 'qa', 'staging', 'Qa'],
    ['.env.eu-west', 'eu-west', 'staging', 'Eu west'],
    ['.env.kürzlich', 'kurzlich', 'staging', 'Kürzlich'],
    ['.env.世界', 'dev', 'development', 'Development'],
  ])('%s goes to %s', (fileName, slug, kind, name) => {
    expect(suggestEnvironment(fileName)).toMatchObject({ slug, kind, name, role: 'values' });
  });

  it.each([
    '.env.example',
    '.env.sample',
    '.env.template',
    '.env.dist',
    'env.example.txt',
    '.env.production.example',
  ])('%s lists required keys', (fileName) => {
    expect(suggestEnvironment(fileName).role).toBe('required-keys');
  });

  it('takes nothing for production that does not say so', () => {
    for (const fileName of ['.env.reproduce', '.env.product', '.env.alive', 'deliverables.env'])
      expect(suggestEnvironment(fileName).kind).toBe('staging');
  });

  it('gives a slug, a name and a reason that can be used, for any name', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((end) => `.env.${end}`),
          fc.stringMatching(/^\.env\.[a-z0-9-]{1,60}$/),
        ),
        (fileName) => {
          const { slug, name, because } = suggestEnvironment(fileName);
          expect(NewSlug.safeParse(slug).success).toBe(true);
          expect(DisplayName.safeParse(name).success).toBe(true);
          expect(because).toMatch(/^[A-Z].*\.$/);
        },
      ),
    );
  });
});
