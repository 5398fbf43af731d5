import { once } from 'node:events';
import { get } from 'node:https';
import { expect, it } from 'vitest';
import { selfSigned } from './certificate.ts';
import { startServer } from './server.ts';

it('speaks https to who trusts its certificate, and to nobody else', async () => {
  const tls = selfSigned();
  const server = await startServer({ flavour: 'trigger', tls });
  const headers = { authorization: `Bearer ${server.token}` };

  const trusted = get(`${server.url}/api/v2/whoami`, { ca: tls.cert, headers });
  const [response] = await once(trusted, 'response');
  expect(response.statusCode).toBe(200);
  response.resume();

  const stranger = get(`${server.url}/api/v2/whoami`, { headers });
  const [error] = await once(stranger, 'error');
  expect(error.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  await server.close();
});
