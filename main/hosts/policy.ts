/** Stands in the built index.html; each start of a host puts a fresh nonce in its place. */
export const NONCE_MARK = '__CSP_NONCE__';

const PERMISSIONS =
  'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), bluetooth=(), payment=(), display-capture=()';

/**
 * Headers of every answer the window gets: it may run our files and ask nobody anything.
 *
 * @param nonce  of this start, for the one style element that react-aria injects
 */
export function responseHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
    'permissions-policy': PERMISSIONS,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
  };
}

export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "worker-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * The address to hand to the desktop's browser: https, or http where the person confirmed it for their server.
 *
 * Anything else (files, scripts, other programs' schemes) is refused.
 */
export function webAddress(url: string): string {
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('Only web pages are opened');
  return href;
}
