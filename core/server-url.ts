import { holdsToken } from './token-text.ts';

/** What the address of a server says, as far as the console decides by it. */
export interface ServerAddress {
  readonly scheme: 'http' | 'https';
  /** Lower case, without port; an IPv6 address in its brackets. */
  readonly host: string;
  /** As it is kept: scheme, host and port. */
  readonly url: string;
  /** This machine: nothing crosses a network. */
  readonly loopback: boolean;
}

const shape = /^(?:(https?):\/\/)?(\[[0-9a-f:.]+\]|[\p{L}\p{N}._-]+)(:\d{1,5})?(?:[/?#]\S*)?$/iu;

/**
 * Read an address that was typed, or pasted from a page of the dashboard: what follows the host is dropped.
 *
 * Without a scheme it is https, on this machine http.
 *
 * @returns undefined for what is no http address, carries a user name, or holds a token
 */
export function serverAddress(text: string): ServerAddress | undefined {
  const found = shape.exec(text.trim());
  if (found === null || holdsToken(text)) return undefined;
  const [, given, name = '', port = ''] = found;
  const host = name.toLowerCase();
  const loopback = isLoopback(host);
  const scheme = given === undefined ? (loopback ? 'http' : 'https') : asScheme(given);
  if (Number(port.slice(1)) > 65_535) return undefined;
  return { scheme, host, loopback, url: `${scheme}://${host}${port}` };
}

/** Why a text is no address. `unfinished`: it may become one by going on. */
export type AddressProblem = 'unfinished' | 'token' | 'user' | 'scheme' | 'malformed';

const unfinished = /^(?:https?:?\/{0,2}|(?:https?:\/\/)?(?:[\p{L}\p{N}._-]+:|\[[0-9a-f:.]*))?$/iu;

/** Why `serverAddress` refuses a text; undefined where it does not. */
export function addressProblem(text: string): AddressProblem | undefined {
  const typed = text.trim();
  if (holdsToken(typed)) return 'token';
  if (serverAddress(typed) !== undefined) return undefined;
  if (unfinished.test(typed)) return 'unfinished';
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(typed)?.[1]?.toLowerCase() ?? 'https';
  if (scheme !== 'http' && scheme !== 'https') return 'scheme';
  return /^[^/?#]*(?:\/\/)?[^/?#]*@/.test(typed) ? 'user' : 'malformed';
}

const asScheme = (text: string): 'http' | 'https' => (text.toLowerCase() === 'http' ? 'http' : 'https');

/** Whether a host is this machine: `localhost`, `*.localhost`, `127.0.0.0/8`, `[::1]`. */
export const isLoopback = (host: string): boolean =>
  /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(host);
