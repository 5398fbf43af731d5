import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../../core/errors.ts';
import { findEnvironment } from '../../../../main/workspaces/server/agent-http/environments.ts';
import type { AgentEnvironment } from '../../../../main/workspaces/server/agent-service.ts';

const branch = fc.option(fc.constantFrom('feat/x', 'y'), { nil: undefined });
const rows = fc.uniqueArray(
  fc.record<AgentEnvironment>({
    id: fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5', 'e6'),
    slug: fc.constantFrom('dev', 'stg', 'preview', 'qa'),
    type: fc.constant(undefined),
    branch,
    archived: fc.boolean(),
    memberId: fc.constant(undefined),
  }),
  { selector: ({ id }) => id },
);
const wanted = fc.record({ slug: fc.constantFrom('dev', 'stg', 'staging', 'preview', 'qa', 'none'), branch });
const token = fc.record({
  environmentId: fc.constantFrom('e1', 'e2', 'e3'),
  userId: fc.constantFrom('u1', 'u2'),
});

test('an environment is the one of that name, or the token’s own among several, or none at all', () => {
  fc.assert(
    fc.property(rows, wanted, token, (all, { slug, branch: name }, of) => {
      const usual = slug === 'staging' ? 'stg' : slug;
      const fits = all.filter(
        (row) => !row.archived && row.branch === name && (name !== undefined || row.slug === usual),
      );
      const own = fits.find(({ id }) => id === of.environmentId && of.userId === 'u1');
      try {
        const found = findEnvironment(all, { slug, branch: name }, of, 'u1');
        expect(found).toBe(fits.length > 1 ? own : fits[0]);
        expect(fits.length > 1 && found === undefined).toBe(false);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        expect(fits.length).toBeGreaterThan(1);
        expect(own).toBeUndefined();
      }
    }),
  );
});
