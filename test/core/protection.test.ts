import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EnvironmentKind, Protection } from '../../core/environment.ts';
import { defaultProtection, isWeaker, protectionOf, protectionsFor } from '../../core/protection.ts';

const kinds = fc.constantFrom(...EnvironmentKind.options);
const protections = fc.option(fc.constantFrom(...Protection.options), { nil: undefined });

it('never guards production by less than its slug, whatever is set', () => {
  fc.assert(
    fc.property(protections, (protection) => {
      expect(['type-slug', 'read-only']).toContain(protectionOf({ kind: 'production', protection }));
    }),
  );
});

it('holds what is set where the kind allows it, and offers just that', () => {
  fc.assert(
    fc.property(kinds, protections, (kind, protection) => {
      const holds = protectionOf({ kind, protection });
      expect(protectionsFor(kind)).toContain(holds);
      expect(isWeaker(holds, defaultProtection(kind))).toBe(false);
      if (protection !== undefined && protectionsFor(kind).includes(protection))
        expect(holds).toBe(protection);
    }),
  );
});
