import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressProblem, serverAddress } from '../../core/server-url.ts';

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

const made = '0000example0000';

it.each([
  ...['tr_pat_', 'tr_dev_', 'tr_uat_', 'plt_pat_', 'plt_mcp_', 'plt_oa_', 'plt_ent_'].map(
    (start) => start + made,
  ),
  `https://plt_pat_${made}`,
  `HTTPS://PLT_PAT_${made.toUpperCase()}:443/login`,
  `platos.example/?token=tr_pat_${made}`,
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.0000example0000',
  'https://sk-0000example0000example0000',
])('takes no token for an address: %s', (text) => {
  expect(serverAddress(text)).toBeUndefined();
  expect(addressProblem(text)).toBe('token');
});

it.each([
  ['', 'unfinished'],
  ['https:/', 'unfinished'],
  ['platos.example:', 'unfinished'],
  ['http://[::', 'unfinished'],
  ['ftp://user:pw@exam ple', 'scheme'],
  ['https://user:pw@127.0.0.1:3230/x?token=abc', 'user'],
  ['user@platos.example', 'user'],
  ['https://exa mple.com', 'malformed'],
  ['https://example.com:99999', 'malformed'],
  ['https://platos.example/@me', undefined],
  ['tr_team.example', undefined],
])('says why %j is no address: %s', (text, problem) => expect(addressProblem(text)).toBe(problem));

it('gives a reason for exactly what it refuses', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
      expect(addressProblem(text) === undefined).toBe(serverAddress(text) !== undefined);
    }),
  );
});

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
