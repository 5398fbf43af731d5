import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longPath } from '../../../main/hosts/scene.ts';

const slug = fc.oneof(
  fc.constantFrom('env', 'projects', 'orgs', 'w', '$1', '$&'),
  fc.stringMatching(/^[a-z0-9-]+$/),
);

it('keeps workspace, organization and project whatever they are called, and takes the page of the short path', () => {
  fc.assert(
    fc.property(slug, slug, slug, slug, slug, (org, project, home, env, page) => {
      const root = `/w/local/orgs/${org}/projects/${project}`;
      expect(longPath(`/env/${env}/${page}`, `${root}/env/${home}/compare`)).toBe(
        `${root}/env/${env}/${page}`,
      );
      expect(longPath(`/env/${env}/${page}`, `${root}/env/`)).toBe(`${root}/env/${env}/${page}`);
    }),
  );
});

it('leaves any other path as it is', () => {
  expect(longPath('/import', '/w/local/orgs/a/projects/b/env/')).toBe('/import');
});
