import type { Session } from 'electron';
import { type Assets, assetAt } from '../assets.ts';
import { responseHeaders } from '../policy.ts';
import { isOurs, SCHEME } from './window-options.ts';

/** Nothing answers there, and loopback goes there too. */
const DEAD_PROXY = {
  mode: 'fixed_servers',
  proxyRules: 'http://127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
} as const;

/** Command line switches, before the app is ready: the same closed world that the Chromium host has. */
export const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', 'http://127.0.0.1:9'],
  ['proxy-bypass-list', '<-loopback>'],
  ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['dns-prefetch-disable'],
  ['no-pings'],
  ['disable-quic'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
];

/** Serves the built window on our protocol and refuses everything else that this session could do. */
export async function closeSession(session: Session, assets: Assets, nonce: string): Promise<void> {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !isOurs(request.url) }));
  session.protocol.handle(SCHEME, async (request) => {
    const headers = responseHeaders(nonce);
    const asset = isOurs(request.url) ? assetAt(assets, new URL(request.url).pathname) : undefined;
    if (asset === undefined) return new Response('', { status: 404, headers });
    return new Response(new Uint8Array(asset.body), { headers: { ...headers, 'content-type': asset.type } });
  });
  await session.setProxy(DEAD_PROXY);
}
