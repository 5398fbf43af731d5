import fc from 'fast-check';
import { expect, it } from 'vitest';
import { serverAddress } from '../../core/server-url.ts';

it('reads what people type', () => {
  expect(serverAddress(' https://Cloud.Trigger.dev/ ')).toEqual({
    scheme: 'https',
    host: 'cloud.trigger.dev',
    url: 'https://cloud.trigger.dev',
    loopback: false,
  });
  expect(serverAddress('platos.example:8443/orgs/acme?tab=1#x')?.url).toBe('https://platos.example:8443');
  expect(serverAddress('localhost:3030')?.url).toBe('http://localhost:3030');
  expect(serverAddress('HTTP://[::1]:3030')).toMatchObject({ scheme: 'http', loopback: true });
});

it.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['app.localhost', true],
  ['[::1]', true],
  ['10.0.0.4', false],
  ['127.0.0.1.example.com', false],
  ['localhost.example.com', false],
  ['notlocalhost', false],
])('tells this machine from others: %s', (host, loopback) => {
  expect(serverAddress(`http://${host}`)).toMatchObject({ loopback, scheme: 'http' });
});

it.each([
  '',
  'ftp://example.com',
  'javascript:alert(1)',
  'https://user:secret@example.com',
  'https://exa@mple.com',
  'https://exa mple.com',
  'https://example.com:99999',
  'https://',
  '//example.com',
  'file:///etc/passwd',
])('refuses %j', (text) => expect(serverAddress(text)).toBeUndefined());

it('keeps what it wrote itself', () => {
  fc.assert(
    fc.property(fc.webUrl(), (text) => {
      const once = serverAddress(text);
      if (once !== undefined) expect(serverAddress(once.url)).toEqual(once);
    }),
  );
});

it('agrees with the URL parser on the host', () => {
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['http', 'https'] }), (text) => {
      const address = serverAddress(text);
      if (address !== undefined) expect(new URL(address.url).hostname).toBe(address.host);
    }),
  );
});
