import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  credentialType,
  isControlPlaneToken,
  isEntityId,
  isServiceSecret,
  maskCredential,
} from '../../core/connection.ts';

test.each([
  ['tr_pat_abcdefgh', 'trigger-pat'],
  ['plt_pat_abcdefgh', 'platos-pat'],
  ['plt_mcp_abcdefgh', 'control-plane'],
  ['plt_oa_abcdefgh', 'control-plane'],
  ['tr_prod_abcdefgh', 'environment-key'],
  ['tr_dev_sk_abcdefgh', 'environment-key'],
  ['eyJhbGciOi.abc.def', 'session'],
  ['pmt_abc', 'unknown'],
  ['', 'unknown'],
])('%s is a %s', (token, type) => expect(credentialType(token)).toBe(type));

test('a credential is shown by its prefix and four characters of each end', () => {
  expect(maskCredential('tr_pat_ab12cdefghijklmnopqrstuvwxyz1234567z9z9z')).toBe('tr_pat_ab12••••9z9z');
});

test('a mask never shows more than a third of what is secret', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 80 }), (rest) => {
      const masked = maskCredential(`tr_pat_${rest}`);
      const shown = masked.replace('••••', '').length - 'tr_pat_'.length;
      expect(shown).toBeLessThanOrEqual(rest.length / 3);
    }),
  );
});

test('credentials of the agent service are told by how they are written', () => {
  for (const text of ['support-bot', 'a', 'A_9-z', 'x'.repeat(64)]) expect(isEntityId(text)).toBe(true);
  for (const text of ['', 'a.b', 'a b', 'a/b', 'é', 'x'.repeat(65)]) expect(isEntityId(text)).toBe(false);
  for (const text of ['plt_ent_abc', 'a', 'fake/secret=+']) expect(isServiceSecret(text)).toBe(true);
  for (const text of ['', 'a b', 'tr_pat_a', 'plt_pat_a', 'plt_mcp_a', 'tr_prod_a', 'eyJhbGciOi', 'naïve'])
    expect(isServiceSecret(text)).toBe(false);
  for (const text of ['', 'plt_mcp_', 'plt_oa_abc', 'x plt_mcp_a', 'plt_mcp_a b', 'plt_mcp_é'])
    expect(isControlPlaneToken(text)).toBe(false);
  fc.assert(
    fc.property(fc.stringMatching(/^[\w-]{1,40}$/), (rest) => {
      expect(isControlPlaneToken(`plt_mcp_${rest}`)).toBe(true);
      expect(isServiceSecret(`plt_mcp_${rest}`)).toBe(false);
    }),
  );
});
