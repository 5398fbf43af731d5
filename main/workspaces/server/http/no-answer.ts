import type { ServerProblem } from '../../../../core/errors.ts';

/** Thrown by the connector, so that what never left is told from what may have arrived. */
export class NotConnected extends Error {
  override readonly cause: unknown;
  constructor(cause: unknown) {
    super('not connected');
    this.name = 'NotConnected';
    this.cause = cause;
  }
}

/** Why there is no answer, from what the HTTP client throws. Its messages are not looked at. */
export function problemOf(error: unknown): ServerProblem {
  if (error instanceof NotConnected) return problemOfConnecting(codeOf(error.cause));
  const code = codeOf(error);
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return 'timeout';
  return isNoHttp(error) || code === 'UND_ERR_HEADERS_OVERFLOW' ? 'not-a-server' : 'unreachable';
}

/** Its code is not always set. */
const isNoHttp = (error: unknown): boolean => error instanceof Error && error.name === 'HTTPParserError';

function problemOfConnecting(code: string): ServerProblem {
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'timeout';
  return tlsCodes.test(code) ? 'tls' : 'unreachable';
}

/** As Node names them: of OpenSSL's verification, of its protocol, and of Node's own checks. */
const tlsCodes =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_|INVALID_(?:CA|PURPOSE)|PATH_LENGTH_|EPROTO$)/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
