import { expect, it } from 'vitest';
import { pageOf } from '../../../../main/workspaces/server/environments/approvals.ts';

const connection = { url: 'https://platos.example', agentUrl: 'https://agents.platos.example:8443' };

it.each([
  ['https://platos.example/approvals/a1', true],
  ['https://agents.platos.example:8443/approvals/a1', true],
  ['https://agents.platos.example/approvals/a1', false],
  ['http://platos.example/approvals/a1', false],
  ['https://platos.example.attacker.example/', false],
  ['https://elsewhere.example/?https://platos.example', false],
])('%s is a page, of the connection: %s', (text, own) => {
  expect(pageOf(text, connection)).toEqual({ address: text, host: new URL(text).host, own });
});

it.each([
  undefined,
  '',
  'approvals/a1',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/html,x',
  'https://user@platos.example/',
  'https://user:word@platos.example/',
  `https://platos.example/${'x'.repeat(2_000)}`,
])('%s is none that is shown', (text) => {
  expect(pageOf(text, connection)).toBeUndefined();
});
