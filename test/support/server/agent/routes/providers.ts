import { z } from 'zod';
import { type Answer, json } from '../../answer.ts';
import { param } from '../../asked.ts';
import { bodyIn, scopedRoutes } from '../agent-route.ts';
import { crashed, named, plain, stop } from '../answer.ts';
import { type Manifest, manifests } from '../manifests.ts';
import { addKey, changeKey, keyAt, keyShape, keysIn, pinnedTo, removeKey } from '../provider-keys.ts';
import { health, link, manifestAsked, type Place, providerShape, unlink } from '../provider-state.ts';
import type { Scoped } from '../scope.ts';

/** Providers of an environment, and the keys that point at its variables. */
export const providerRoutes = scopedRoutes('/api/v1/agent/providers', [
  ['GET ', list],
  ['GET /models', models],
  ['GET /health', (asked) => json(manifests.map((one) => health(placeOf(asked), one)))],
  [
    'GET /keys',
    (asked) => json({ keys: keysIn(placeOf(asked)).map((key) => keyShape(placeOf(asked), key)) }),
  ],
  ['POST /keys', createKey],
  ['PATCH /keys/:key', patchKey],
  ['DELETE /keys/:key', deleteKey],
  ['GET /:provider/health', (asked) => json(health(placeOf(asked), providerAsked(asked)))],
  ['POST /:provider/link', (asked) => json(link(placeOf(asked), providerAsked(asked).id), 201)],
  ['DELETE /:provider/link', removeLink],
  ['PATCH /:provider', enable],
]);

export const placeOf = ({ world, scope, now }: Pick<Scoped, 'world' | 'scope' | 'now'>): Place => ({
  world,
  environmentId: scope.environmentId,
  now,
});

const providerAsked = (asked: Scoped): Manifest => manifestAsked(param(asked, 'provider'));

function list(asked: Scoped): Answer {
  return json({ providers: manifests.map((one) => providerShape(placeOf(asked), one)) });
}

function models(asked: Scoped): Answer {
  const usable = manifests.filter((one) => providerShape(placeOf(asked), one).enabled);
  return json(
    usable.map(({ id, displayName, models: names }) => ({ provider: id, displayName, models: names })),
  );
}

function removeLink(asked: Scoped): Answer {
  unlink(placeOf(asked), providerAsked(asked).id);
  return json({ unlinked: true });
}

function enable(asked: Scoped): Answer {
  const { enabled } = bodyIn(asked, z.object({ enabled: z.boolean() }));
  return json(link(placeOf(asked), providerAsked(asked).id, enabled));
}

const missing = (): never => stop(named(400, 'provider, label and envVarName are required'));

/** Neither the provider nor the variable is looked up; a variable that is taken makes it fall over. */
function createKey(asked: Scoped): Answer {
  const text = z.string().default('');
  const body = bodyIn(
    asked,
    z.object({ provider: text, label: text, envVarName: text, isDefault: z.boolean().optional() }),
  );
  if (body.provider === '' || body.label === '' || body.envVarName === '') return missing();
  const made = addKey(placeOf(asked), body, asked.scope.userId);
  if (made === undefined) return crashed();
  const { id, provider, label, envVarName, isDefault, createdAt } = made;
  return json({ key: { id, provider, label, envVarName, isDefault, createdAt } }, 201);
}

const keyAsked = (asked: Scoped) =>
  keyAt(placeOf(asked), param(asked, 'key')) ?? stop(plain(404, 'Key not found'));

/** The variable that it points at stays, whatever is sent. */
function patchKey(asked: Scoped): Answer {
  const body = bodyIn(asked, z.object({ label: z.string().optional(), isDefault: z.boolean().optional() }));
  const { id, provider, label, envVarName, isDefault, updatedAt } = changeKey(
    placeOf(asked),
    keyAsked(asked),
    body,
  );
  return json({ key: { id, provider, label, envVarName, isDefault, updatedAt } });
}

function deleteKey(asked: Scoped): Answer {
  const key = keyAsked(asked);
  const { length } = pinnedTo(placeOf(asked), key);
  if (length > 0) return plain(409, `Key is pinned by ${length} agent${length === 1 ? '' : 's'}`);
  removeKey(placeOf(asked), key);
  return json({ deleted: true });
}
