import { type Answer, json, refuse } from '../answer.ts';
import { type Asked, param } from '../asked.ts';
import type { Flavour } from '../flavour.ts';
import type { Route } from '../route.ts';
import { environmentByKey } from '../select-environment.ts';
import type { Deployment } from '../world.ts';

const base = '/api/v1/deployments';
const only = ({ environmentKeys }: Flavour): boolean => environmentKeys;

/** Deployments of the environment whose key asks. */
export const deploymentRoutes: readonly Route[] = [
  { method: 'GET', path: base, bucket: 'deploy', handle: list, only },
  { method: 'GET', path: `${base}/current`, bucket: 'none', handle: current, only },
  { method: 'POST', path: `${base}/:version/promote`, bucket: 'deploy', handle: promote, only },
];

const deploymentsOf = (asked: Asked): readonly Deployment[] => {
  const { id } = environmentByKey(asked);
  return asked.world.deployments.filter(({ environmentId }) => environmentId === id);
};

/** Pages have between 5 and 100 items, whatever is asked. */
function list(asked: Asked): Answer {
  const size = Math.min(100, Math.max(5, Number(asked.query.get('page[size]') ?? 20)));
  const status = asked.query.get('status');
  const all = deploymentsOf(asked).filter((one) => status === null || one.status === status);
  const start = all.findIndex(({ id }) => id === asked.query.get('page[after]')) + 1;
  const page = all.slice(start, start + size);
  const last = page.at(-1);
  const next = start + size < all.length && last !== undefined ? { next: last.id } : {};
  return json({ data: page.map(shape), pagination: next });
}

function current(asked: Asked): Answer {
  const found = deploymentsOf(asked).find(({ isCurrent }) => isCurrent);
  if (found === undefined) return json({ error: 'Not found' }, 404, { 'x-should-retry': 'false' });
  return json(shape(found));
}

function promote(asked: Asked): Answer {
  const all = deploymentsOf(asked);
  const found = all.find(({ version }) => version === param(asked, 'version'));
  if (found === undefined) return refuse(404, 'Deployment not found');
  if (found.isCurrent) return refuse(400, 'Deployment is already the current deployment.');
  if (found.status !== 'DEPLOYED') return refuse(400, 'Deployment must be in the DEPLOYED state.');
  const before = all.find(({ isCurrent }) => isCurrent);
  const isOlder = before !== undefined && found.createdAt < before.createdAt;
  if (isOlder && asked.query.get('allowRollbacks') !== 'true')
    return refuse(400, 'Cannot promote a deployment that is older than the current deployment.');
  if (before !== undefined) before.isCurrent = false;
  found.isCurrent = true;
  return json({ id: found.id, version: found.version, shortCode: found.shortCode });
}

const shape = ({ environmentId: _, isCurrent: __, ...shown }: Deployment) => ({
  ...shown,
  runtime: null,
  runtimeVersion: null,
});
