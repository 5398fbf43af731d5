import { namesPlace } from './places.ts';

/** What the host of an address is named after. */
export type HostKind = 'this-machine' | 'other-environment';

/** Words that stand for an environment that is not production, as a label of a host or a part of one. */
const stages = new Set(
  'staging stage stg dev devel develop development test testing tst qa uat sandbox preview preprod'.split(
    ' ',
  ),
);

/** Hosts of public services whose names only look so. */
const publicHosts = new Set(['dev.azure.com']);

/** More than this of a value is not looked at: no address is longer. */
const looked = 4_096;
const address = /^[a-z][a-z0-9+.-]{0,30}:\/\/(?:[^/?#]*@)?(\[[0-9a-f:.]+\]|[^:/?#]+)/i;
const bareHost = /^([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?)(?::\d{1,5})?(?:\/|$)/i;
const inCluster = /(?:\.svc)?\.cluster\.local$/;
const thisMachine =
  /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|host\.docker\.internal|.+\.local)$/;

/**
 * Whether a value leads to this very machine or to a host named after a stage before production.
 *
 * Addresses count in any variable, bare hosts where its name says that it holds one. Of several, as in a list of
 * origins, the first that is found. Says nothing of a value that is not known.
 */
export function hostKindOf(key: string, value: string): HostKind | undefined {
  const bare = namesPlace(key);
  for (const part of value
    .slice(0, looked)
    .trim()
    .split(/[\s,;]+/)) {
    const host = address.exec(part)?.[1] ?? (bare ? bareHost.exec(part)?.[1] : undefined);
    const kind = host === undefined ? undefined : kindOf(host.toLowerCase().replace(/\.$/, ''));
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function kindOf(host: string): HostKind | undefined {
  if (publicHosts.has(host)) return undefined;
  const inside = inCluster.test(host);
  if (!inside && thisMachine.test(host)) return 'this-machine';
  const labels = host.replace(inCluster, '').split('.');
  // The last label is a top-level domain, the one before somebody's name: dev.to and web.dev are no stages.
  const whole = inside || labels.length === 1 ? labels : labels.slice(0, -2);
  const parts = (inside || labels.length === 1 ? labels : labels.slice(0, -1)).flatMap((label) => {
    const words = label.split(/[-_]+/);
    return words.length > 1 ? words : [];
  });
  return [...whole, ...parts].some((word) => stages.has(word.replace(/\d+$/, '')))
    ? 'other-environment'
    : undefined;
}
