import { expect, it } from 'vitest';
import { Connection } from '../../../core/connection.ts';
import { serverAddress } from '../../../core/server-url.ts';
import { alreadyText, sameAccount, sameServer } from '../../../renderer/connections/same-server.ts';
import { suggestedName } from '../../../renderer/connections/use-address-form.ts';

const connection = (id: string, url: string, email?: string) =>
  Connection.parse({
    id,
    name: `of ${id}`,
    url,
    allowHttp: false,
    stayOffline: false,
    compareSecrets: false,
    addedSlugs: [],
    ...(email === undefined ? {} : { account: { email, userId: email } }),
  });

const ada = connection('ada', 'https://one.example', 'ada@acme.example');
const bob = connection('bob', 'https://one.example', 'bob@acme.example');
const none = connection('none', 'https://one.example');
const far = connection('far', 'https://two.example', 'ada@acme.example');

it('a second connection to a server is told by the names of the others', () => {
  expect(sameServer([ada, bob, far], { url: ada.url })).toEqual([ada, bob]);
  expect(alreadyText(sameServer([ada, far], { id: 'none', url: none.url }))).toContain(
    'of ada (ada@acme.example)',
  );
  expect(alreadyText(sameServer([ada], { id: 'ada', url: ada.url }))).toBeUndefined();
});

it('an account is the same only where both are known', () => {
  expect(sameAccount([ada, bob, none, far], { ...none, account: ada.account })).toBe(ada);
  expect(sameAccount([ada, bob, far], bob)).toBeUndefined();
  expect(sameAccount([ada, { ...none, id: 'other' }], none)).toBeUndefined();
});

it('the suggested name has the port, unless it is the usual one', () => {
  const named = (text: string) => suggestedName(serverAddress(text));
  expect(named('localhost:3030')).toBe('localhost:3030');
  expect(named('https://one.example:443')).toBe('one.example');
  expect(named('cloud.trigger.dev')).toBe('Trigger.dev Cloud');
  expect(named('http://[::1]:80')).toBe('[::1]');
  expect(named('')).toBe('');
});
