import { Failure } from '../../../../core/errors.ts';
import { serverAddress } from '../../../../core/server-url.ts';

/** Where a connection's requests go. */
export interface ApiOrigin {
  /** Scheme, host and port, as in `https://trigger.example`. */
  readonly origin: string;
  /** http:// to another machine: what is sent could be read on the way. */
  readonly isExposed: boolean;
}

/** The API of a server's address; the dashboard of Trigger.dev's cloud stands for its API. Fails: `invalid-input`. */
export function apiOrigin(text: string): ApiOrigin {
  const address = serverAddress(text);
  const url = address && URL.parse(address.url);
  if (address === undefined || !url)
    throw new Failure({ code: 'invalid-input', issues: [{ path: 'url', reason: 'no address of a server' }] });
  if (cloudHosts.has(url.host)) return { origin: 'https://api.trigger.dev', isExposed: false };
  return { origin: url.origin, isExposed: address.scheme === 'http' && !address.loopback };
}

const cloudHosts = new Set(['cloud.trigger.dev', 'api.trigger.dev']);
