import { expect, test } from 'vitest';
import { Failure } from '../../../../core/errors.ts';
import { apiOrigin } from '../../../../main/workspaces/server/http/api-origin.ts';

test.each([
  ['https://trigger.example', 'https://trigger.example', false],
  [' https://Trigger.Example/ ', 'https://trigger.example', false],
  ['trigger.example', 'https://trigger.example', false],
  ['https://trigger.example:443/orgs/a/projects/b/env/prod?x#y', 'https://trigger.example', false],
  ['https://bücher.example', 'https://xn--bcher-kva.example', false],
  ['https://cloud.trigger.dev/orgs/acme/projects/shop-1a2b', 'https://api.trigger.dev', false],
  ['http://cloud.trigger.dev', 'https://api.trigger.dev', false],
  ['https://api.trigger.dev', 'https://api.trigger.dev', false],
  ['https://cloud.trigger.dev.evil.example', 'https://cloud.trigger.dev.evil.example', false],
  ['http://trigger.example:3030/login', 'http://trigger.example:3030', true],
  ['http://192.168.0.7:3030', 'http://192.168.0.7:3030', true],
  ['localhost:3030', 'http://localhost:3030', false],
  ['http://127.0.0.1:3030', 'http://127.0.0.1:3030', false],
  ['http://[::1]:3030/', 'http://[::1]:3030', false],
  ['http://localhost.evil.example', 'http://localhost.evil.example', true],
])('%s is asked at %s', (text, origin, isExposed) => {
  expect(apiOrigin(text)).toEqual({ origin, isExposed });
});

test.each([
  '',
  'ftp://trigger.example',
  'javascript:alert(1)',
  'https://',
  'https://user:secret@trigger.example',
])('%s is no address', (text) => expect(() => apiOrigin(text)).toThrow(Failure));
