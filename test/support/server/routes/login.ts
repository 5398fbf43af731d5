import { z } from 'zod';
import { type Answer, html, json, refuse } from '../answer.ts';
import { type Asked, jsonBody, param } from '../asked.ts';
import type { Flavour } from '../flavour.ts';
import { loginCode, newId, obfuscated, personalToken } from '../names.ts';
import type { Route } from '../route.ts';
import type { LoginCode, Token } from '../world.ts';

const codeLifetimeMs = 10 * 60_000;
const page = '/account/authorization-code/:code';
const only = ({ login }: Flavour): boolean => login;

/** Login by way of the browser: a code, a page that approves it, and a poll that gets the token. */
export const loginRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/v1/authorization-code', bucket: 'none', handle: makeCode, only },
  { method: 'POST', path: '/api/v1/token', bucket: 'none', handle: poll, only },
  { method: 'GET', path: page, bucket: 'none', handle: showPage, only },
  { method: 'POST', path: page, bucket: 'none', handle: authorize, only },
];

function makeCode({ world, now, origin }: Asked): Answer {
  const code = loginCode();
  world.codes.push({ code, createdAt: now });
  return json({ authorizationCode: code, url: `${origin}/account/authorization-code/${code}` });
}

const findCode = ({ world, now }: Asked, code: string): LoginCode | undefined =>
  world.codes.find((one) => one.code === code && now - one.createdAt < codeLifetimeMs);

/** May be asked again after it gave the token. */
function poll(asked: Asked): Answer {
  const body = z.object({ authorizationCode: z.string() }).safeParse(jsonBody(asked));
  if (!body.success) return json({ error: 'Invalid request body', issues: body.error.issues }, 422);
  const found = findCode(asked, body.data.authorizationCode);
  if (found === undefined) return refuse(400, 'Invalid authorization code, or code expired');
  const { token } = found;
  return json({ token: token === undefined ? null : { token, obfuscatedToken: obfuscated(token) } });
}

function showPage(asked: Asked): Answer {
  if (findCode(asked, param(asked, 'code')) === undefined) return expiredPage();
  const user = asked.world.users.find(({ id }) => id === asked.world.browserUserId);
  return html(
    `<h1>Authorize</h1><p>An app wants a personal access token of ${user?.email ?? 'nobody'}.</p>
     <form method="post"><button type="submit">Authorize</button></form>`,
  );
}

/** Opening the page mints nothing; pressing the button does. */
function authorize(asked: Asked): Answer {
  const found = findCode(asked, param(asked, 'code'));
  if (found === undefined) return expiredPage();
  found.token = cliToken(asked).token;
  return html('<h1>Authorized</h1><p>You can close this page.</p>');
}

/** A user has one token of this name; logging in again brings the same one back to life. */
function cliToken({ world, flavour, now }: Asked): Token {
  const userId = world.browserUserId;
  const there = world.tokens.find(({ name, of }) => name === 'cli' && 'userId' in of && of.userId === userId);
  if (there !== undefined) {
    delete there.revokedAt;
    return there;
  }
  const made: Token = {
    id: newId('pat'),
    token: personalToken(flavour.tokenPrefix),
    name: 'cli',
    of: { userId },
    role: 'write',
    pins: {},
    createdAt: now,
  };
  world.tokens.push(made);
  return made;
}

const expiredPage = (): Answer =>
  html('<h1>Not authorized</h1><p>Invalid authorization code, or code expired.</p>', 400);
